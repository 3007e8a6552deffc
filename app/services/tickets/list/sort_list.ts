import type { ListQuestion } from '#services/tickets/list/list_question'

interface Order {
  /** Expressions over `tickets`, all sorted the same way; the last one is unique. None is ever null. */
  keys: string[]
  isDescending: boolean
}

/** Each has its index (database/migrations/0501); the words here and there must stay the same. */
const ORDERS: Record<ListQuestion['sort'], Order> = {
  newest: { keys: ['tickets.created_at', 'tickets.id'], isDescending: true },
  oldest: { keys: ['tickets.created_at', 'tickets.id'], isDescending: false },
  updated: { keys: ['tickets.updated_at', 'tickets.id'], isDescending: true },
  deadline: {
    keys: [
      'tickets.is_finished',
      `coalesce(tickets.deadline_at, 'infinity'::timestamptz)`,
      'tickets.id',
    ],
    isDescending: false,
  },
  priority: {
    keys: ['priority_rank(tickets.priority)', 'tickets.created_at', 'tickets.id'],
    isDescending: true,
  },
  status: {
    keys: ['status_rank(tickets.status)', 'tickets.created_at', 'tickets.id'],
    isDescending: true,
  },
}

/** Sorts a query over `tickets`; the other way round to look back from a position. */
export function sortList(query: any, sort: ListQuestion['sort'], backwards = false): any {
  const { keys, isDescending } = ORDERS[sort]
  const direction = isDescending === backwards ? 'asc' : 'desc'
  return query.orderByRaw(keys.map((key) => `${key} ${direction}`).join(', '))
}

/** Narrows a query over `tickets` to those after a ticket in this order, or before it. */
export function beyondTicket(
  query: any,
  sort: ListQuestion['sort'],
  ticketId: number,
  backwards = false
): any {
  const { keys, isDescending } = ORDERS[sort]
  const sign = isDescending === backwards ? '>' : '<'
  const at = keys.map((key) => key.replaceAll('tickets.', 'at.')).join(', ')
  return query.whereRaw(
    `(${keys.join(', ')}) ${sign} (select ${at} from tickets at where at.id = ?)`,
    [ticketId]
  )
}
