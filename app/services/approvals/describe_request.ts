import type Ticket from '#models/ticket'
import type User from '#models/user'
import type { FindApprovers } from '#services/approvals/find_approvers'
import type { FindHours } from '#services/approvals/find_hours'
import { signaturesOf, type Signature } from '#services/approvals/signatures_of'
import { deadlineCriteria } from '#services/tickets/compute_deadline'
import type { SeenVersion } from '#services/tickets/transition_ticket'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import { excerptOf } from '#services/words/excerpt_of'
import { renderText } from '#services/words/render_text'
import { findWorkflow } from '#workflows/index'
import { mayMove } from '#workflows/workflow'

/** One ticket as somebody who decides sees it. */
export interface Request {
  id: number
  title: string
  workflow: string
  requester: User
  department: string
  typeName: string
  product: string | null
  pieces: number | null
  priority: string
  items: { name: string; quantity: number; criteria: string | null }[]
  criteria: string | null
  fileFormat: string | null
  excerpt: string
  /** The whole brief as HTML, when the excerpt leaves something out. */
  wholeBrief: string | null
  images: { name: string; address: string; thumbnail: string }[]
  otherFiles: number
  /** Pins on what was made before it came back to approval that nobody has checked off. */
  openPins: number
  /** Hours it may take once approved; null for scheduled types and without a rule. */
  hours: number | null
  scheduledStart: Ticket['scheduledStart']
  scheduledEnd: Ticket['scheduledEnd']
  waitsSince: Ticket['statusSince']
  signatures: Signature[]
  /** What a decision counts for; null when no step waits. */
  seen: SeenVersion | null
  mayDecide: boolean
  /** Why this person sees it here: a key of approvals.json under `why`, with the names it speaks of. */
  why: { key: string; department: string; name: string }
}

export interface Lookups {
  approvers: FindApprovers
  hours: FindHours
}

const EXCERPT = 240
const IMAGES = 4

/** A ticket with everything preloaded (load_requests.ts) as a request; pure. */
export function describeRequest(ticket: Ticket, viewer: User, lookups: Lookups): Request {
  const step = ticket.waitingStep
  const excerpt = excerptOf(ticket.description, EXCERPT)
  const images = ticket.attachments.filter((file) => file.thumbnailKey).slice(0, IMAGES)
  const address = (id: number) => `/tickets/${ticket.id}/attachments/${id}`
  return {
    id: ticket.id,
    title: ticket.title,
    workflow: ticket.workflow,
    requester: ticket.requester,
    department: ticket.requestingDepartment.name,
    typeName: ticket.requestType.name,
    product: ticket.product?.name ?? null,
    pieces: ticket.pieces,
    priority: ticket.priority,
    items: ticket.items.map(({ product, quantity, criteria }) => ({
      name: product.name,
      quantity,
      criteria,
    })),
    criteria: ticket.criteria,
    fileFormat: ticket.fileFormat,
    excerpt: excerpt.text,
    wholeBrief: excerpt.isCut ? renderText(ticket.description) : null,
    images: images.map(({ id, name }) => ({
      name,
      address: address(id),
      thumbnail: `${address(id)}/thumbnail`,
    })),
    otherFiles: ticket.attachments.length - images.length,
    openPins: ticket.openPins,
    hours: ticket.requestType.isScheduled ? null : hoursOf(ticket, lookups.hours),
    scheduledStart: ticket.scheduledStart,
    scheduledEnd: ticket.scheduledEnd,
    waitsSince: ticket.statusSince,
    signatures: signaturesOf(ticket, viewer, lookups.approvers),
    seen: step && { step, round: ticket.round, briefVersion: ticket.briefVersion },
    mayDecide: mayDecide(ticket, viewer),
    why: whyHere(ticket, viewer, lookups.approvers),
  }
}

function hoursOf(ticket: Ticket, hours: FindHours): number | null {
  const { workflow, requestTypeId, priority, criteria, items } = ticket
  return hours({
    workflow,
    requestTypeId,
    priority,
    criteria: deadlineCriteria(criteria, items),
  })
}

function mayDecide(ticket: Ticket, viewer: User): boolean {
  const collaboratorIds = ticket.collaborators.map(({ id }) => id)
  const standing = standingOf(viewer, factsOf(ticket, viewer, collaboratorIds))
  return mayMove(findWorkflow(ticket.workflow), 'approve', standing)
}

function whyHere(ticket: Ticket, viewer: User, find: FindApprovers): Request['why'] {
  const step = ticket.waitingStep
  const waiting = step === 'creative' ? ticket.handlingDepartment : ticket.requestingDepartment
  const { approvers, byAdmins } = find(waiting.id, ticket.requesterId)
  const names = { department: waiting.name, name: approvers[0]?.fullName ?? '' }
  if (ticket.requesterId === viewer.id) return { key: 'own', ...names }
  if (byAdmins) return { key: viewer.isAdmin ? 'nobody' : 'waits_admins', ...names }
  if (viewer.manages.includes(waiting.id)) return { key: 'manager', ...names }
  return { key: viewer.isAdmin ? 'admin' : 'waits', ...names }
}
