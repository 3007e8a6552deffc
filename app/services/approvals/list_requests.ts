import Ticket from '#models/ticket'
import type User from '#models/user'
import { waitingForMe } from '#services/tickets/waiting_for'
import { waitingStatuses } from '#workflows/index'

/** Items shown at once. */
export const PAGE = 20

/** Statuses in which a decision waits. */
export const STEP_STATUSES = waitingStatuses.map(({ status }) => status)

export interface Position {
  /** Milliseconds since 1970 of the last item's beginning to wait, and its number. */
  since: number
  id: number
}

export interface RequestPage {
  ids: number[]
  /** Where the next page begins; null at the end. */
  next: Position | null
}

/**
 * Ids of tickets that wait for a decision, the oldest first.
 * @param whose `mine` waits for this person; `open` everything he sees
 */
export async function listRequests(
  viewer: User,
  whose: 'mine' | 'open',
  { after, limit = PAGE }: { after?: Position; limit?: number } = {}
): Promise<RequestPage> {
  const query = requests(viewer, whose)
    .select('tickets.id', 'tickets.status_since')
    .orderBy([{ column: 'tickets.status_since' }, { column: 'tickets.id' }])
    .limit(limit + 1)
  if (after) {
    query.whereRaw('(tickets.status_since, tickets.id) > (?, ?)', [new Date(after.since), after.id])
  }
  const rows = await query
  const page = rows.slice(0, limit)
  const last = page[page.length - 1]
  const isMore = rows.length > limit
  return {
    ids: page.map(({ id }) => id),
    next: isMore ? { since: last.statusSince.toMillis(), id: last.id } : null,
  }
}

/** How many there are, exactly. */
export async function countRequests(viewer: User, whose: 'mine' | 'open'): Promise<number> {
  const row = await requests(viewer, whose).count('* as total').first()
  return Number(row?.$extras.total ?? 0)
}

function requests(viewer: User, whose: 'mine' | 'open') {
  const query = Ticket.query().withScopes((scopes) => scopes.visibleTo(viewer))
  if (whose === 'mine') return waitingForMe(query, viewer)
  return query.whereNull('tickets.deleted_at').whereIn('tickets.status', STEP_STATUSES)
}
