import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { namesOf } from '#services/accounts/names_of'
import { statusOf } from '#services/dashboard/describe_counts'
import { readSettings } from '#services/settings/read_settings'
import { mayRestore, mayUndo } from '#services/tickets/trash_ticket'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'

export const TRASH_PAGE = 20
/** The pager counts exactly to here (shared/pages). */
const COUNTED = 1000
const LAST_PAGE = Math.ceil(COUNTED / TRASH_PAGE)

/** One page of the trash that this person sees, newest first; `q` is a number or words of the title. */
export async function listTrash(viewer: User, { q, page }: { q?: string; page: number }) {
  const total = await countTrash(viewer, q)
  const last = Math.max(1, Math.min(LAST_PAGE, Math.ceil(total / TRASH_PAGE)))
  const current = Math.min(page, last)
  const query = Ticket.query()
    .whereNotNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .preload('requester')
    .preload('requestType')
    .preload('requestingDepartment')
    .orderBy('tickets.deleted_at', 'desc')
    .orderBy('tickets.id', 'desc')
    .offset((current - 1) * TRASH_PAGE)
    .limit(TRASH_PAGE)
  const tickets = await searchIn(query, q)
  const { trashDays } = await readSettings()
  return {
    rows: await withDeleters(tickets, viewer, trashDays),
    total,
    isMore: total > COUNTED,
    current,
    last,
    /** Days after which a ticket goes by itself; 0 is never. */
    trashDays,
    mayPurge: viewer.isAdmin,
  }
}

async function countTrash(viewer: User, q?: string): Promise<number> {
  const found = db.from('tickets').whereNotNull('tickets.deleted_at').select(db.raw('1'))
  searchIn(whereVisible(found, viewer), q).limit(COUNTED + 1)
  const row = await db.from(found.as('found')).count('* as total').first()
  return Number(row.total)
}

/** Leaves what a number or words find. */
export function searchIn<Query extends { whereRaw: any; where: any }>(
  query: Query,
  q?: string
): Query {
  if (!q) return query
  const number = q.match(/^#?(\d{1,9})$/)?.[1]
  if (number) return query.where('tickets.id', Number(number))
  return query.whereRaw(`tickets.search @@ websearch_to_tsquery('simple', plain_text(?))`, [q])
}

async function withDeleters(tickets: Ticket[], viewer: User, trashDays: number) {
  const names = await namesOf(
    db.connection(),
    tickets.map((ticket) => ticket.deletedBy)
  )
  return tickets.map((ticket) => ({
    ticket,
    /** The key of the word that the list has for it. */
    status: statusOf(ticket).label,
    deletedBy: names.get(ticket.deletedBy ?? 0) ?? null,
    mayRestore:
      mayRestore(standingOf(viewer, factsOf(ticket, viewer, [])).relations) ||
      mayUndo(ticket, viewer.id),
    purgedAt: trashDays > 0 ? ticket.deletedAt!.plus({ days: trashDays }) : null,
  }))
}
