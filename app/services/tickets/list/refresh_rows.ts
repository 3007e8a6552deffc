import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { findPage } from '#services/tickets/list/find_page'
import {
  addressOfPage,
  readListQuestion,
  type ListQuestion,
} from '#services/tickets/list/list_question'
import { loadTicketRows } from '#services/tickets/list/load_ticket_rows'
import { seenOneByOne } from '#services/tickets/list/seen_tickets'
import { beyondTicket } from '#services/tickets/list/sort_list'
import { liveRows } from '#validators/live_rows'

/**
 * The rows of an open list that changed, as they are now, and how many tickets came to it that it does not show yet. The
 * same few queries for any number of rows.
 * @param query the address of the list, with `shown` (ids in order) and `changed` (without it any may have changed)
 * @throws a validation error (422) for what cannot be read
 */
export async function refreshRows(query: Record<string, unknown>, viewer: User, words: Words) {
  const { shown = [], changed } = await liveRows.validate(query)
  const question = await readListQuestion(query, viewer)
  const isShown = new Set(shown)
  const wanted = changed ? changed.filter((id) => isShown.has(id)) : shown
  const rows = await loadTicketRows(wanted, viewer, words)
  const found = new Set(rows.map(({ id }) => id))
  const others = changed?.filter((id) => !isShown.has(id))
  const { zone } = words.times
  return {
    question,
    rows,
    gone: wanted.filter((id) => !found.has(id)),
    fresh: others
      ? await countAmong(others, shown, question, viewer, zone)
      : await countAll(isShown, question, viewer, zone),
    address: addressOfPage(question),
  }
}

/** How many of these tickets belong where the page is: to its list, and not behind its last row. */
async function countAmong(
  ids: number[],
  shown: number[],
  question: ListQuestion,
  viewer: User,
  zone: string
): Promise<number> {
  if (ids.length === 0) return 0
  const { sort, size, page, after, before } = question
  const query = seenOneByOne({ question, viewer, zone })
  query.whereIn('tickets.id', ids)
  if (shown.length >= size) beyondTicket(query, sort, shown[shown.length - 1], true)
  if (shown.length > 0 && (page > 1 || after || before)) beyondTicket(query, sort, shown[0])
  const [row] = await query.count('* as count')
  return Number(row.count)
}

/** How many tickets of the page, asked for anew, are not shown. */
async function countAll(
  shown: ReadonlySet<number>,
  question: ListQuestion,
  viewer: User,
  zone: string
): Promise<number> {
  const { ids } = await findPage(question, viewer, zone)
  return ids.filter((id) => !shown.has(id)).length
}
