import type User from '#models/user'
import { startOfDay } from '#services/reports/start_of_day'
import type { ListQuestion, Tab } from '#services/tickets/list/list_question'
import { searchTickets } from '#services/tickets/list/search_tickets'
import { waitingForPerson } from '#services/tickets/list/waiting_for_person'
import { whereStatus } from '#services/tickets/list/where_status'
import { whereLate } from '#services/tickets/where_late'

/** What a list is narrowed to; the page, order and look do not matter here. */
export type Narrowing = Omit<ListQuestion, 'sort' | 'view' | 'size' | 'page' | 'after' | 'before'>

/**
 * Narrows a query over `tickets` to a tab and its filters, outside the trash, but for what figures of reports count
 * (counted_as.ts). Who may see what is not decided here.
 * @param isWalked the query looks at tickets one after the other until it has enough, instead of finding all of them
 */
export function narrowList(
  query: any,
  question: Narrowing,
  viewer: User,
  zone: string,
  isWalked: boolean
): any {
  query.whereNull('tickets.deleted_at')
  narrowToTab[question.tab](query, viewer)
  if (question.q) searchTickets(query, question.q)
  if (question.workflow) query.where('tickets.workflow', question.workflow)
  if (question.types) {
    query.whereIn('tickets.request_type_id', question.types.ids)
    // Shuts the ways in that belong to another workflow.
    if (question.types.workflow) query.where('tickets.workflow', question.types.workflow)
  }
  if (question.status) whereStatus(query, question.status)
  if (question.priority) query.whereIn('tickets.priority', question.priority)
  if (question.department) query.where('tickets.requesting_department_id', question.department)
  if (question.handling) query.where('tickets.handling_department_id', question.handling)
  if (question.requester) query.where('tickets.requester_id', question.requester)
  if (question.assignee === 'none') {
    query.whereRaw('tickets.assigned_at is null and not tickets.is_finished')
  } else if (question.assignee) query.where('tickets.assignee_id', Number(question.assignee))
  if (question.product) whereProduct(query, question.product, isWalked)
  if (question.from) query.where('tickets.created_at', '>=', dayIn(zone, question.from, 0))
  if (question.to) query.where('tickets.created_at', '<', dayIn(zone, question.to, 1))
  if (question.due_from) query.where('tickets.deadline_at', '>=', dayIn(zone, question.due_from, 0))
  if (question.due_to) query.where('tickets.deadline_at', '<', dayIn(zone, question.due_to, 1))
  if (question.helper) {
    query.whereRaw(
      'tickets.id in (select c.ticket_id from collaborators c where c.user_id = ?)',
      question.helper
    )
  }
  if (question.overdue) narrowToTab.overdue(query, viewer)
  if (question.mine) narrowToTab.mine(query, viewer)
  if (question.watching) narrowToTab.watching(query, viewer)
  return query
}

/** True when tab or filters leave so few tickets that looking at each of them is the quickest way. */
export function isNarrow(question: Narrowing): boolean {
  const { tab, requester, assignee, overdue, mine, watching } = question
  return tab !== 'all' || Boolean(requester || assignee || overdue || mine || watching)
}

const narrowToTab: Record<Tab, (query: any, viewer: User) => void> = {
  all: () => {},
  open: (query) => query.whereRaw('not tickets.is_finished'),
  waiting: (query, viewer) => waitingForPerson(query, viewer),
  assigned: (query, viewer) =>
    query.whereRaw(
      `not tickets.is_finished and tickets.assigned_at is not null and tickets.id in (
        select t.id from tickets t where t.assignee_id = ? and t.deleted_at is null and not t.is_finished
        union all select c.ticket_id from collaborators c where c.user_id = ?)`,
      [viewer.id, viewer.id]
    ),
  mine: (query, viewer) => query.where('tickets.requester_id', viewer.id),
  overdue: (query) => whereLate(query),
  watching: (query, viewer) =>
    query.whereRaw('tickets.id in (select w.ticket_id from watchers w where w.user_id = ?)', [
      viewer.id,
    ]),
}

function whereProduct(query: any, productId: number, isWalked: boolean) {
  const both = [productId, productId]
  if (isWalked) {
    query.whereRaw(
      `(tickets.product_id = ? or exists (select 1 from ticket_items i
        where i.ticket_id = tickets.id and i.product_id = ?))`,
      both
    )
  } else {
    query.whereRaw(
      `tickets.id in (select t.id from tickets t where t.product_id = ? and t.deleted_at is null
        union all select i.ticket_id from ticket_items i where i.product_id = ?)`,
      both
    )
  }
}

function dayIn(zone: string, date: string, plus: number): Date {
  return startOfDay(date, zone, plus).toJSDate()
}
