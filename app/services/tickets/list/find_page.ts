import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import { visibleBranches, whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import type { ListQuestion } from '#services/tickets/list/list_question'
import { isNarrow, narrowList, type Narrowing } from '#services/tickets/list/narrow_list'
import { beyondTicket, sortList } from '#services/tickets/list/sort_list'

/** A list's count is exact up to here. */
export const MOST_COUNTED = 1000

/** As many tickets are found and sorted within some 50 ms. */
const SOON_SORTED = 40_000

export interface FoundPage {
  ids: number[]
  /** There is more after these. */
  hasNext: boolean
  hasPrevious: boolean
}

/**
 * The ids of one page, in order: by number up to page 40, beyond that from a ticket on (`after`, `before`). Only ids are
 * sorted; the rows are read afterwards.
 * @param total what `countList` said of the same list: a short list is found first and sorted then, a long one is read
 *   from an index that holds its order
 * @throws NotFound when the ticket of the position is not there for this person
 */
export async function findPage(
  question: ListQuestion,
  viewer: User,
  zone: string,
  total: number
): Promise<FoundPage> {
  const { sort, size, page, after, before } = question
  const position = after ?? before
  const backwards = after === undefined && before !== undefined
  if (position !== undefined) await refuseUnseen(position, viewer)
  const offset = position === undefined ? (page - 1) * size : 0
  const narrow = (query: any, isWalked = false) => {
    narrowList(query, question, viewer, zone, isWalked)
    if (position !== undefined) beyondTicket(query, sort, position, backwards)
    return query
  }
  const walk = (query: any) => narrow(query, true)
  const order = (query: any) => sortList(query, sort, backwards)
  const wanted = offset + size + 1
  const query =
    total <= MOST_COUNTED
      ? foundFirst(visibleIds(question, viewer, narrow, (branch) => branch))
      : (await isSoonFound(question, narrow))
        ? foundFirst(whereVisible(narrow(db.from('tickets')), viewer))
        : visibleIds(question, viewer, walk, (branch) => order(branch).limit(wanted))
  const rows = await order(query)
    .offset(offset)
    .limit(size + 1)
    .select('tickets.id')
  const ids = rows.slice(0, size).map((row: { id: number }) => row.id)
  const hasMore = rows.length > size
  if (backwards) return { ids: ids.reverse(), hasNext: true, hasPrevious: hasMore }
  return { ids, hasNext: hasMore, hasPrevious: position !== undefined || page > 1 }
}

/** How many tickets a list holds, exactly up to `most`, and one more than that for "more". */
export async function countList(
  question: Narrowing,
  viewer: User,
  zone: string,
  most = MOST_COUNTED
): Promise<number> {
  const [row] = await db
    .from(countable(question, viewer, zone, most).as('found'))
    .count('* as total')
  return Number(row.total)
}

/** The first `most + 1` tickets of a list as a query to count; also a part of a larger one. */
export function countable(question: Narrowing, viewer: User, zone: string, most: number): any {
  const narrow = (query: any) => narrowList(query, question, viewer, zone)
  return visibleIds(question, viewer, narrow, (branch) => branch.limit(most + 1))
    .select('tickets.id')
    .limit(most + 1)
}

/**
 * What a person sees of a list. A narrow one is looked at ticket by ticket; for a wide one each reason to see tickets
 * gives its own first ids, which its own index holds, and the union of those is all that has to be looked at.
 */
function visibleIds(
  question: Narrowing,
  viewer: User,
  narrow: (query: any) => any,
  cut: (branch: any) => any
): any {
  const branches = visibleBranches(viewer)
  if (!branches || isNarrow(question)) return whereVisible(narrow(db.from('tickets')), viewer)
  const parts = branches.map((branch) =>
    cut(branch(narrow(db.from('tickets').select('tickets.id'))))
  )
  const [first, ...rest] = parts.map((part) => db.from(part.as('part')).select('id'))
  return db.from('tickets').whereIn('tickets.id', first.union(rest))
}

/**
 * Whether it is quicker to find a long list and sort it than to walk an index that holds its order. It is when filters
 * leave few tickets by the planner's own estimate: an order that has nothing to do with them (the last change of what was
 * asked a year ago) would make it walk past nearly everything.
 */
async function isSoonFound(question: ListQuestion, narrow: (query: any) => any): Promise<boolean> {
  const { tab, sort, q, type, status, priority, department, from, to } = question
  if (isNarrow(question) && tab !== 'open') return true
  if (sort === 'newest' || sort === 'oldest') return false
  if (!(q || type || status || priority || department || from || to)) return false
  const { sql, bindings } = narrow(db.from('tickets').select('tickets.id')).toSQL()
  const { rows } = await db.rawQuery(`explain (format json) ${sql}`, bindings as any[])
  return rows[0]['QUERY PLAN'][0].Plan['Plan Rows'] <= SOON_SORTED
}

/** Finds everything before it is sorted: the planner would walk a sorting index past all that does not belong. */
function foundFirst(query: any): any {
  return db
    .query()
    .withMaterialized('tickets', query.select(db.raw(SORTED_BY)))
    .from('tickets')
}

const SORTED_BY = [
  'id',
  'created_at',
  'updated_at',
  'deadline_at',
  'is_finished',
  'priority',
  'status',
]
  .map((column) => `tickets.${column}`)
  .join(', ')

async function refuseUnseen(ticketId: number, viewer: User) {
  const seen = await whereVisible(db.from('tickets').where('tickets.id', ticketId), viewer)
    .whereNull('tickets.deleted_at')
    .select('tickets.id')
    .first()
  if (!seen) throw new NotFound()
}
