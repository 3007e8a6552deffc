import type { ListQuestion } from '#services/tickets/list/list_question'

interface Order {
  /** What `keys` read beside the id. */
  columns: string[]
  /** Expressions over `tickets`, all sorted the same way; the last one is unique. None is ever null. */
  keys: string[]
  isDescending: boolean
}

/** Each has its index (database/migrations/0501, 1108); the words here and there must stay the same. */
const ORDERS: Record<ListQuestion['sort'], Order> = {
  newest: {
    columns: ['created_at'],
    keys: ['tickets.created_at', 'tickets.id'],
    isDescending: true,
  },
  oldest: {
    columns: ['created_at'],
    keys: ['tickets.created_at', 'tickets.id'],
    isDescending: false,
  },
  updated: {
    columns: ['updated_at'],
    keys: ['tickets.updated_at', 'tickets.id'],
    isDescending: true,
  },
  deadline: {
    columns: ['is_finished', 'deadline_at'],
    keys: [
      'tickets.is_finished',
      `coalesce(tickets.deadline_at, 'infinity'::timestamptz)`,
      'tickets.id',
    ],
    isDescending: false,
  },
  priority: {
    columns: ['priority', 'created_at'],
    keys: ['priority_rank(tickets.priority)', 'tickets.created_at', 'tickets.id'],
    isDescending: true,
  },
  status: {
    columns: ['status', 'created_at'],
    keys: ['status_rank(tickets.status)', 'tickets.created_at', 'tickets.id'],
    isDescending: true,
  },
}

/** What must be selected of tickets, beside the id, to sort them; nothing where they are not sorted. */
export function columnsOf(sort?: ListQuestion['sort']): string[] {
  return sort ? ORDERS[sort].columns : []
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
