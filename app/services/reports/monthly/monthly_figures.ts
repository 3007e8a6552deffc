import type { Sums } from '#services/reports/measures'

/** Sums of one row of a breakdown or of one person; `id` as in the database, a key for priorities, null for none. */
export interface MonthlyRow {
  id: number | string | null
  sums: Pick<
    Sums,
    | 'total'
    | 'assigned'
    | 'completed'
    | 'assignedCompleted'
    | 'quantity'
    | 'output'
    | 'timed'
    | 'onTime'
    | 'revisions'
  >
}

export const BREAKDOWNS = ['product', 'department', 'type', 'priority'] as const
export type Breakdown = (typeof BREAKDOWNS)[number]

/** Everything a monthly report counts, as it is frozen: ids, keys and numbers, never a title (shared/metrics). */
export interface MonthlyFigures {
  sums: Sums
  /** Tickets revised 0, 1, 2, 3 and more often. */
  revisions: [number, number, number, number, number]
  /** Those revised more than three times, most first. */
  revised: {
    ticketId: number
    revisions: number
    assigneeId: number | null
    productId: number | null
  }[]
  overdue: {
    count: number
    /** Tickets neither finished nor rejected: what the rate is of. */
    open: number
    byPriority: Record<string, number>
    tickets: {
      ticketId: number
      priority: string
      deadlineAt: string
      assigneeId: number | null
    }[]
  }
  /** Open tickets that nobody has, of those whose steps are passed. */
  waiting: { approval: number; assignee: number }
  people: MonthlyRow[]
  breakdowns: Record<Breakdown, MonthlyRow[]>
}

/** Tickets named at most in each list. */
export const MOST_NAMED = 50
