import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import { whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import { countList, MOST_COUNTED } from '#services/tickets/list/count_list'
import { estimateList, type Estimate } from '#services/tickets/list/estimate_list'
import type { ListQuestion } from '#services/tickets/list/list_question'
import { seenByReason, seenOneByOne, type ListAsked } from '#services/tickets/list/seen_tickets'
import { beyondTicket, columnsOf, sortList } from '#services/tickets/list/sort_list'

/** As many are found and sorted as quickly as they are counted; of those that a search finds, more. */
const FEW = 3_000
const FEW_WITH_WORDS = 5_000

/** Of more, an index is walked whatever it has to pass: its entries tell all but the words. */
const MANY = 20_000
const MANY_WITH_WORDS = 40_000

/** A walk that passes so many tickets for each one it takes is still short. */
const PASSED = 40

export interface FoundPage {
  ids: number[]
  /** There is more after these. */
  hasNext: boolean
  hasPrevious: boolean
  /** How many the list holds, exactly up to 1,000, and more than that for more. */
  total: number
}

interface Asked {
  question: ListQuestion
  viewer: User
  zone: string
}

/**
 * The ids of one page, in order: by number up to page 40, beyond that from a ticket on (`after`, `before`). Only ids are
 * sorted; the rows are read afterwards.
 *
 * A short list is found whole, counted and sorted in one query; a long one is counted as far as its count is shown, and
 * read from the index that holds its order.
 * @throws NotFound when the ticket of the position is not there for this person
 */
export async function findPage(
  question: ListQuestion,
  viewer: User,
  zone: string
): Promise<FoundPage> {
  const { size, page, after, before } = question
  const position = after ?? before
  if (position !== undefined) await refuseUnseen(position, viewer)
  const asked = { question, viewer, zone }
  const estimate = await estimateList(asked)
  const { ids, total } = isWalked(question, estimate.tickets)
    ? await walk(asked, estimate)
    : await findAll(asked, estimate)
  const shown = ids.slice(0, size)
  const hasMore = ids.length > size
  return isBackwards(question)
    ? { ids: shown.reverse(), hasNext: true, hasPrevious: hasMore, total }
    : { ids: shown, hasNext: hasMore, hasPrevious: position !== undefined || page > 1, total }
}

function isWalked(question: ListQuestion, estimate: number): boolean {
  const { q, size } = question
  if (estimate < (q ? FEW_WITH_WORDS : FEW)) return false
  if (estimate > (q ? MANY_WITH_WORDS : MANY)) return true
  return isEven(question) && (offsetOf(question) + size + 1) * PASSED <= estimate
}

/**
 * True when the filters say nothing about where in the order a ticket stands: walking the order's index meets what they
 * leave again and again, and a page is full soon.
 */
function isEven({ q, status, priority, product, from, to, sort }: ListQuestion): boolean {
  // What one product is asked for is nothing that every department asks for.
  if (product) return false
  if (sort === 'newest' || sort === 'oldest') return true
  return !q && !status && !from && !to && !(priority && sort === 'priority')
}

/** Reads an index in the list's order until the page is full. A list that turns out to be short is found whole. */
async function walk(asked: Asked, estimate: Estimate) {
  const areMany = estimate.isOneByOne || estimate.tickets > MANY || Boolean(asked.question.q)
  const total = await countList(asked, areMany)
  if (total <= MOST_COUNTED) return findAll(asked, estimate)
  const rows = await cutOut(seenOneByOne(asked, 'ordered'), asked.question).select('tickets.id')
  return { ids: rows.map(idOf), total }
}

/** Finds everything before it is sorted: the planner would walk an index past all that does not belong. */
async function findAll(asked: Asked, estimate: Estimate) {
  const whole = () => wholeList(asked, estimate)
  const found = db.query().withMaterialized('found', whole()).from('found as tickets')
  const rows = await cutOut(found, asked.question).select(
    'tickets.id',
    db.raw('(select count(*)::int from found) as total')
  )
  return { ids: rows.map(idOf), total: rows[0]?.total ?? (await countWhole(asked, whole)) }
}

/** The number that a page without tickets does not bring along. */
async function countWhole(asked: Asked, whole: () => any): Promise<number> {
  const { page, after, before } = asked.question
  if (page === 1 && after === undefined && before === undefined) return 0
  const [row] = await db.from(whole().as('found')).count('* as total')
  return Number(row.total)
}

/** All tickets of a list with what it is sorted by, as one query. */
export function wholeList(asked: ListAsked, { isOneByOne }: Estimate): any {
  if (!isOneByOne) return seenByReason(asked)
  const columns = ['id', ...columnsOf(asked.question.sort)]
  return seenOneByOne(asked).select(columns.map((column) => `tickets.${column}`))
}

const idOf = ({ id }: { id: number }) => id

/** Sorts a query over `tickets` and leaves the page of it, and one more. */
function cutOut(query: any, question: ListQuestion): any {
  const { sort, size, after, before } = question
  const backwards = isBackwards(question)
  const position = after ?? before
  if (position !== undefined) beyondTicket(query, sort, position, backwards)
  return sortList(query, sort, backwards)
    .offset(offsetOf(question))
    .limit(size + 1)
}

function isBackwards({ after, before }: ListQuestion): boolean {
  return after === undefined && before !== undefined
}

function offsetOf({ page, size, after, before }: ListQuestion): number {
  return after === undefined && before === undefined ? (page - 1) * size : 0
}

async function refuseUnseen(ticketId: number, viewer: User) {
  const seen = await whereVisible(db.from('tickets').where('tickets.id', ticketId), viewer)
    .whereNull('tickets.deleted_at')
    .select('tickets.id')
    .first()
  if (!seen) throw new NotFound()
}
