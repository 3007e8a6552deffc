import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type Activity from '#models/activity'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { loadChecklist, type ChecklistItem } from '#services/checklists/load_checklist'
import clock from '#services/clock'
import { listDeliverables, type ListedDeliverable } from '#services/deliverables/list_deliverables'
import { loadOpenPins, type OpenPin } from '#services/deliverables/load_open_pins'
import { loadRating, type ShownRating } from '#services/ratings/load_rating'
import { mayReadRating } from '#services/ratings/rating_rules'
import { offerReplyTemplates, type OfferedReplies } from '#services/templates/offer_reply_templates'
import { loadFiles, type ShownFile } from '#services/tickets/show/load_files'
import { loadLinks, type TicketLink } from '#services/tickets/show/load_links'
import { loadPeople, type People } from '#services/tickets/show/load_people'
import { loadStatusHistory, type StatusMove } from '#services/tickets/show/load_status_history'
import { loadTalk, type Talk, type TalkPart } from '#services/tickets/show/load_talk'
import { loadTicket, type TicketNames } from '#services/tickets/show/load_ticket'
import { loadTimeLeft } from '#services/tickets/show/load_time_left'
import { loadTimeline, type Timeline } from '#services/tickets/show/load_timeline'
import { planPath, type Plan } from '#services/tickets/show/plan_path'
import { mayLink } from '#services/tickets/link_tickets'
import { readSettings } from '#services/settings/read_settings'
import * as may from '#services/tickets/may'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/with_locked_ticket'
import { mentionsIn } from '#services/words/render_text'
import { findWorkflow } from '#workflows/index'
import { openTransitions, type OpenTransition, type Standing } from '#workflows/workflow'

export interface ShownItem {
  product: string
  quantity: number
  criteria: 'image' | 'video' | null
}

/** Everything the ticket page shows one viewer, loaded in a constant number of queries. */
export interface ShownTicket {
  ticket: Ticket
  names: TicketNames
  viewer: User
  /** When it was loaded. */
  now: DateTime
  standing: Standing
  moves: OpenTransition[]
  rights: {
    notes: boolean
    /** He asked for it himself, and reads its notes as an admin. */
    ownNotes: boolean
    takePart: boolean
    addWatchers: 'anybody' | 'own' | null
    collaborators: boolean
    link: boolean
  }
  people: People
  collaboratorIds: number[]
  watcherIds: number[]
  /** The viewer wants to be told no more of it than he must. */
  isMuted: boolean
  items: ShownItem[]
  plan: Plan
  files: ShownFile[]
  /** What was made, with the newest version of each. */
  deliverables: ListedDeliverable[]
  openPins: OpenPin[]
  talk: Talk
  timeline: Timeline
  checklist: ChecklistItem[]
  replyTemplates: OfferedReplies | null
  /** What the requester said of the work; null where it is none of the viewer's. */
  rating: ShownRating | null
  /** Every status since the initial one, oldest first. */
  history: StatusMove[]
  /** Tickets that hang together with it, as far as the viewer sees them. */
  links: TicketLink[]
  /** Working seconds left while the clock stands still. */
  timeLeft: number | null
  /** Days after which a resolved ticket closes by itself; 0 is never. */
  closeAfterDays: number
  /** Who confirmed, when it was not the requester. */
  confirmedBy: number | null
}

export interface ShowOptions {
  allActivity?: boolean
  comments?: TalkPart
}

/**
 * Loads the ticket page for one viewer; what he may not see (notes, their files and their activities) is not loaded.
 * @throws NotFound for strangers
 */
export async function showTicket(
  ticketId: number,
  viewer: User,
  options: ShowOptions = {}
): Promise<ShownTicket> {
  const { ticket, names } = await loadTicket(ticketId, viewer)
  const workflow = findWorkflow(ticket.workflow)
  const { collaboratorIds, watcherIds, isMuted } = await loadFollowers(ticketId, viewer)
  const standing = standingOf(viewer, {
    ...factsOf(ticket, viewer, collaboratorIds, names.requesterIsActive),
    isWatcher: watcherIds.includes(viewer.id),
  })
  const isPlanned =
    !workflow.queueStatuses.includes(ticket.status) && !standing.relations.has('watcher')
  const withNotes = may.mayReadNotes(standing)
  const items = names.hasItems ? await loadItems(ticketId) : []
  const replyTemplates = await offerReplyTemplates(ticket, viewer, standing)
  const [checklist, plan, files, deliverables, openPins, talk, timeline, history, links, timeLeft] =
    await Promise.all([
      loadChecklist(ticketId),
      planPath(ticket, items, names.isScheduled),
      loadFiles(ticketId, withNotes),
      ticket.deliverableCount > 0 ? listDeliverables(ticketId) : [],
      ticket.openPins > 0 ? loadOpenPins(ticketId) : [],
      loadTalk(ticketId, { withNotes, part: options.comments ?? 'newest' }),
      loadTimeline(ticketId, {
        withNotes,
        withRating: mayReadRating(standing),
        all: options.allActivity ?? false,
      }),
      loadStatusHistory(ticketId),
      names.hasLinks ? loadLinks(ticketId, viewer) : [],
      loadTimeLeft(ticket),
    ])
  const people = await loadPeople(
    namedIds(ticket, { collaboratorIds, watcherIds, plan, talk, timeline, history }),
    [
      ticket.description,
      ticket.resolutionNote ?? '',
      ...talk.comments.map((comment) => comment.body),
    ].flatMap(mentionsIn)
  )
  const { closeAfterDays } = await readSettings()
  return {
    ticket,
    names,
    viewer,
    now: clock.now(),
    standing,
    moves: openTransitions(workflow, standing),
    rights: {
      notes: withNotes,
      ownNotes: may.readsNotesByException(standing),
      takePart: may.mayTakePart(standing, isPlanned),
      addWatchers: may.mayAddWatchers(standing, isPlanned),
      collaborators: may.mayChangeCollaborators(standing, workflow),
      link: mayLink(standing),
    },
    people,
    collaboratorIds,
    watcherIds,
    isMuted,
    items,
    plan,
    files,
    deliverables,
    openPins,
    talk,
    timeline,
    checklist,
    replyTemplates,
    rating: await loadRating(ticket, viewer.id, standing),
    history,
    links,
    timeLeft,
    closeAfterDays,
    confirmedBy: confirmer(timeline.activities),
  }
}

async function loadFollowers(ticketId: number, viewer: User) {
  const { rows } = await db.rawQuery(
    `select user_id, added_at, true as helps from collaborators where ticket_id = :ticketId
     union all select user_id, added_at, false from watchers where ticket_id = :ticketId
     union all select user_id, created_at, null from ticket_mutes where ticket_id = :ticketId and user_id = :viewerId
     order by added_at, user_id`,
    { ticketId, viewerId: viewer.id }
  )
  const ids = (helps: boolean | null): number[] =>
    rows
      .filter((row: { helps: boolean | null }) => row.helps === helps)
      .map((row: { user_id: number }) => row.user_id)
  return {
    collaboratorIds: ids(true),
    watcherIds: ids(false),
    isMuted: ids(null).length > 0,
  }
}

async function loadItems(ticketId: number): Promise<ShownItem[]> {
  return db
    .from('ticket_items')
    .join('products', 'products.id', 'ticket_items.product_id')
    .where('ticket_id', ticketId)
    .orderBy('ticket_items.position')
    .orderBy('ticket_items.id')
    .select('products.name as product', 'ticket_items.quantity', 'ticket_items.criteria')
}

function namedIds(
  ticket: Ticket,
  page: Pick<
    ShownTicket,
    'collaboratorIds' | 'watcherIds' | 'plan' | 'talk' | 'timeline' | 'history'
  >
) {
  return [
    ticket.requesterId,
    ticket.assigneeId,
    ticket.briefChangedBy,
    ...page.collaboratorIds,
    ...page.watcherIds,
    ...Object.values(page.plan.signed).map((approval) => approval.userId),
    ...page.talk.comments.map((comment) => comment.userId),
    ...page.timeline.activities.map((activity) => activity.actorId),
    ...page.history.map((move) => move.actorId),
  ]
}

function confirmer(activities: Activity[]): number | null {
  return activities.find((activity) => activity.action === 'confirmed')?.actorId ?? null
}
