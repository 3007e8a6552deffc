import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import Ticket from '#models/ticket'
import User from '#models/user'
import { REQUESTS } from '#services/notifications/events'
import { mayReadNotes } from '#services/tickets/may'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/with_locked_ticket'
import { findWorkflow } from '#workflows/index'
import { mayMove, type Standing } from '#workflows/workflow'

/** What was found when a delivery is about to go: who reads it, and the ticket if he may see it. */
export interface Wanted {
  reader: User
  ticket: Ticket | null
  standing: Standing | null
}

export type WhyNotWanted =
  'person_inactive' | 'not_visible' | 'superseded' | 'no_longer_waits' | 'settled'

type Answer = { wanted: Wanted; why?: undefined } | { wanted: null; why: WhyNotWanted }

/** These go to people whose account is not open (any more, or not yet). */
const TO_ANYBODY = ['account_approved', 'account_declined']
/** What ends a person's view is told although he sees the ticket no longer; nothing of it is said then. */
export const FAREWELLS = ['unassigned', 'collaborator_removed']
const FIRST_ANSWERS = ['response_near', 'response_overdue']
/** Told while the ticket stands where the question brought it. */
const ASKING = ['waiting_for_you']
const DEADLINES = ['deadline', 'overdue']

/**
 * Asks again, at the moment of sending, whether a person may and need know (reliability: rule 2).
 * @returns what the mail is written from, or why nothing is sent
 */
export async function whyNotWanted(delivery: Delivery): Promise<Answer> {
  const reader = await User.asActor(delivery.userId!)
  if (!reader || (!reader.isActive && !TO_ANYBODY.includes(delivery.kind))) {
    return { wanted: null, why: 'person_inactive' }
  }
  if (delivery.ticketId === null) return { wanted: { reader, ticket: null, standing: null } }
  const found = await findFor(reader, delivery)
  if (!found) {
    if (!FAREWELLS.includes(delivery.kind)) return { wanted: null, why: 'not_visible' }
    return { wanted: { reader, ticket: null, standing: null } }
  }
  const { ticket, standing } = found
  if ((await isInternal(delivery)) && !mayReadNotes(standing)) {
    return { wanted: null, why: 'not_visible' }
  }
  const why = await outlived(delivery, ticket, standing)
  return why ? { wanted: null, why } : { wanted: { reader, ticket, standing } }
}

async function findFor(reader: User, { ticketId, kind }: Delivery) {
  const found = await findTicketsFor(reader, [ticketId!])
  const seen = found.get(ticketId!)
  return !seen || (seen.ticket.isTrashed && kind !== 'trashed') ? null : seen
}

/** Those of some tickets that a person may see, with what he is to each; trashed ones too. */
export async function findTicketsFor(reader: User, ids: number[]) {
  const tickets = await Ticket.query()
    .whereIn('tickets.id', ids)
    .withScopes((scopes) => scopes.visibleTo(reader))
    .preload('requestType')
    .preload('requester')
    .preload('requestingDepartment')
    .preload('handlingDepartment')
  const rows = await db.from('collaborators').whereIn('ticket_id', ids)
  const seen = tickets.map((ticket) => {
    const helping = rows.filter((row) => row.ticket_id === ticket.id).map((row) => row.user_id)
    const standing = standingOf(reader, factsOf(ticket, reader, helping as number[]))
    return [ticket.id, { ticket, standing }] as const
  })
  return new Map(seen)
}

async function isInternal(delivery: Delivery): Promise<boolean> {
  if (delivery.notificationId === null) return false
  const row = await db
    .from('notifications')
    .join('activities', 'activities.id', 'notifications.activity_id')
    .where('notifications.id', delivery.notificationId)
    .select('activities.is_internal')
    .first()
  return row?.is_internal ?? false
}

async function outlived(
  delivery: Delivery,
  ticket: Ticket,
  standing: Standing
): Promise<WhyNotWanted | null> {
  if (isOver(delivery, ticket)) return 'settled'
  // Of requests to decide only the newest to a person counts, and only while the step waits.
  if (!REQUESTS.includes(delivery.kind)) return null
  const asked = delivery.details as { step?: string }
  const isStale =
    ticket.waitingStep !== asked.step ||
    delivery.createdAt < ticket.statusSince ||
    (ticket.briefChangedAt !== null && delivery.createdAt < ticket.briefChangedAt)
  if (isStale || !mayMove(findWorkflow(ticket.workflow), 'approve', standing)) {
    return 'no_longer_waits'
  }
  const newer = await db
    .from('deliveries')
    .where({ ticket_id: ticket.id, user_id: delivery.userId, channel: delivery.channel })
    .whereIn('kind', [...REQUESTS])
    .where('id', '>', delivery.id)
    .select('id')
    .first()
  return newer ? 'superseded' : null
}

/** True for a reminder of what was settled meanwhile, and for a question that nobody waits for any more. */
export function isOver({ kind }: Delivery, ticket: Ticket): boolean {
  const { statuses, transitions } = findWorkflow(ticket.workflow)
  const isFinished = statuses[ticket.status].isFinished ?? false
  if (FIRST_ANSWERS.includes(kind)) return isFinished || ticket.firstResponseAt !== null
  // A clock that stands still has no deadline.
  if (DEADLINES.includes(kind)) return isFinished || ticket.deadlineAt === null
  if (kind === 'idle') return isFinished
  // Undone before anybody was told.
  if (kind === 'trashed') return !ticket.isTrashed
  if (kind === 'unconfirmed') return ticket.isConfirmed || !isFinished
  const asks = transitions.find((one) => one.kind === kind && ASKING.includes(kind))
  return asks !== undefined && ticket.status !== asks.to
}
