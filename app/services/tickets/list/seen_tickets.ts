import db from '@adonisjs/lucid/services/db'
import { visibleBranches, whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import type { ListQuestion } from '#services/tickets/list/list_question'
import { countedAs, countedTickets } from '#services/tickets/list/counted_as'
import { narrowList, type Narrowing } from '#services/tickets/list/narrow_list'
import { columnsOf } from '#services/tickets/list/sort_list'

/** Whose list it is, and what it is narrowed to. */
export interface ListAsked {
  question: Narrowing & { sort?: ListQuestion['sort'] }
  viewer: User
  zone: string
}

/**
 * How a list is read: all of it, tickets until there are enough, or in its order until a page is full. The indexes that
 * hold the orders are those of `tickets`; what figures count is found sooner among the facts.
 */
export type Way = 'whole' | 'enough' | 'ordered'

/** A list as one query that looks at tickets one by one and asks of each whether this person may see it. */
export function seenOneByOne(asked: ListAsked, way: Way = 'whole'): any {
  return whereVisible(listed(asked, way), asked.viewer)
}

/**
 * A list as the union of what each reason to see tickets gives, so that somebody who sees three of 200,000 does not make
 * the database look at all the others. Gives ids and what the list is sorted by.
 */
export function seenByReason(asked: ListAsked): any {
  const { question, viewer } = asked
  const columns = ['id', ...columnsOf(question.sort)]
  const select = (query: any) => query.select(columns.map((column) => `tickets.${column}`))
  const branches = visibleBranches(viewer, workflowOf(question))
  if (!branches) return select(seenOneByOne(asked))
  const [first, ...rest] = branches.map((branch) => select(branch(listed(asked, 'whole'))))
  return first.union(rest)
}

/** The ids of so many tickets of a list, or of all where there are fewer; each reason stops when it has given as many. */
export function someByReason(asked: ListAsked, most: number): any {
  const ids = (query: any) => query.select('tickets.id').limit(most)
  const branches = visibleBranches(asked.viewer, workflowOf(asked.question))
  if (!branches) return ids(seenOneByOne(asked, 'enough'))
  const [first, ...rest] = branches.map((branch) =>
    db.from(ids(branch(listed(asked, 'enough'))).as('seen')).select('seen.id')
  )
  return first.union(rest).limit(most)
}

function workflowOf({ workflow, types }: Narrowing): string | undefined {
  return workflow ?? types?.workflow ?? undefined
}

function listed({ question, viewer, zone }: ListAsked, way: Way): any {
  const facts = way === 'ordered' ? null : countedTickets(question, viewer, zone)
  if (facts) return narrowList(facts, question, viewer, zone, way !== 'whole')
  const { product, ...rest } = question
  const query =
    product && way === 'whole'
      ? narrowList(ticketsOfProduct(product), rest, viewer, zone, false)
      : narrowList(db.from('tickets'), question, viewer, zone, way !== 'whole')
  return countedAs(query, question, viewer, zone)
}

/** The tickets of a product as `tickets`: those that are of it, and those with a line of it, each by its own index. */
function ticketsOfProduct(productId: number): any {
  const tickets = () => db.from('tickets as t').select('t.*')
  const withLine = tickets()
    .whereRaw('t.product_id is distinct from ?', [productId])
    .whereRaw('t.id = any(array(select i.ticket_id from ticket_items i where i.product_id = ?))', [
      productId,
    ])
  const both = tickets().where('t.product_id', productId).unionAll([withLine])
  return db.from(both.as('tickets'))
}
