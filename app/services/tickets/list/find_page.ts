import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import { visibleBranches, whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import type { ListQuestion } from '#services/tickets/list/list_question'
import { isNarrow, narrowList, type Narrowing } from '#services/tickets/list/narrow_list'
import { beyondTicket, sortList } from '#services/tickets/list/sort_list'

/** A list's count is exact up to here. */
export const MOST_COUNTED = 1000

/** As many are quickly looked at one by one. */
const FEW = 5_000

/** As many are found and sorted within some 50 ms. */
const SOON_SORTED = 40_000

/** As many are met quickly on a walk, when one in forty belongs. */
const SOON_WALKED = 300

export interface FoundPage {
  ids: number[]
  /** There is more after these. */
  hasNext: boolean
  hasPrevious: boolean
}

/**
 * The ids of one page, in order: by number up to page 40, beyond that from a ticket on (`after`, `before`). Only ids are
 * sorted; the rows are read afterwards.
 *
 * A short list is found first and sorted then; a long one is read from an index that holds its order, unless its filters
 * have nothing to do with the order (the last change of what was asked a year ago): the index would be walked past
 * nearly everything.
 * @param total what `countList` said of the same list, and `estimate` what `estimateList` said
 * @throws NotFound when the ticket of the position is not there for this person
 */
export async function findPage(
  question: ListQuestion,
  viewer: User,
  zone: string,
  { total, estimate }: { total: number; estimate: number }
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
  const isNatural = sort === 'newest' || sort === 'oldest'
  const query =
    total <= MOST_COUNTED || estimate < FEW
      ? foundFirst(visibleIds(viewer, narrow, estimate, (branch) => branch))
      : !isNatural && estimate <= SOON_SORTED && !(isEven(question) && wanted <= SOON_WALKED)
        ? foundFirst(whereVisible(narrow(db.from('tickets')), viewer))
        : visibleIds(viewer, walk, estimate, (branch) => order(branch).limit(wanted))
  const rows = await order(query)
    .offset(offset)
    .limit(size + 1)
    .select('tickets.id')
  const ids = rows.slice(0, size).map((row: { id: number }) => row.id)
  const hasMore = rows.length > size
  if (backwards) return { ids: ids.reverse(), hasNext: true, hasPrevious: hasMore }
  return { ids, hasNext: hasMore, hasPrevious: position !== undefined || page > 1 }
}

/**
 * True when the filters say nothing about where in the order a ticket stands: walking the order's index meets what they
 * leave again and again, and a page is full soon.
 */
function isEven({ q, status, priority, from, to, sort }: ListQuestion): boolean {
  return !q && !status && !from && !to && !(priority && sort === 'priority')
}

/** How many tickets a list holds, exactly up to 1,000, and 1,001 for more. */
export async function countList(
  question: Narrowing,
  viewer: User,
  zone: string,
  estimate: number
): Promise<number> {
  const [row] = await db
    .from(countable(question, viewer, zone, estimate).as('found'))
    .count('* as total')
  return Number(row.total)
}

/** The first 1,001 tickets of a list as a query to count; also a part of a larger one. */
export function countable(question: Narrowing, viewer: User, zone: string, estimate: number): any {
  const narrow = (query: any) => narrowList(query, question, viewer, zone)
  const cut = (branch: any) => branch.limit(MOST_COUNTED + 1)
  return visibleIds(viewer, narrow, estimate, cut)
    .select('tickets.id')
    .limit(MOST_COUNTED + 1)
}

/**
 * About how many tickets a list leaves of all there are, whoever looks: the planner's own estimate for filters and
 * search, next to nothing for what is bound to a person, everything where nothing narrows.
 */
export async function estimateList(
  question: Narrowing,
  viewer: User,
  zone: string
): Promise<number> {
  const { tab, q, type, status, priority, department, product, from, to } = question
  if (isNarrow(question)) return tab === 'open' ? FEW : 1
  if (!(q || type || status || priority || department || product || from || to)) return Infinity
  const { sql, bindings } = narrowList(db.from('tickets'), question, viewer, zone)
    .select('tickets.id')
    .toSQL()
  const { rows } = await db.rawQuery(`explain (format json) ${sql}`, bindings as any[])
  return rows[0]['QUERY PLAN'][0].Plan['Plan Rows']
}

/**
 * What a person sees of a list. When few are left they are looked at one by one; else each reason to see tickets gives
 * its own first ids, which its own index holds, and the union of those is all that has to be looked at.
 */
function visibleIds(
  viewer: User,
  narrow: (query: any) => any,
  estimate: number,
  cut: (branch: any) => any
): any {
  const branches = visibleBranches(viewer)
  if (!branches || estimate <= FEW) return whereVisible(narrow(db.from('tickets')), viewer)
  const parts = branches.map((branch) =>
    cut(branch(narrow(db.from('tickets').select('tickets.id'))))
  )
  const [first, ...rest] = parts.map((part) => db.from(part.as('part')).select('id'))
  return db.from('tickets').whereIn('tickets.id', first.union(rest))
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
