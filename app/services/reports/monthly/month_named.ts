import { MOST_NAMED, type MonthlyFigures } from '#services/reports/monthly/monthly_figures'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'

/** Tickets that were revised more than three times, most first. */
export async function revisedMost(asked: ReportAsked): Promise<MonthlyFigures['revised']> {
  const rows = await createdFacts(asked)
    .where('f.revision_count', '>', 3)
    .orderByRaw('f.revision_count desc, f.ticket_id')
    .limit(MOST_NAMED)
    .select('f.ticket_id', 'f.revision_count', 'f.assignee_id', 'f.product_id')
  return rows.map((row: any) => ({
    ticketId: row.ticket_id,
    revisions: row.revision_count,
    assigneeId: row.assignee_id,
    productId: row.product_id,
  }))
}

/** The first of what a query over facts holds, by deadline. */
export async function longestOverdue(query: any): Promise<MonthlyFigures['overdue']['tickets']> {
  const rows = await query
    .orderByRaw('f.deadline_at, f.ticket_id')
    .limit(MOST_NAMED)
    .select('f.ticket_id', 'f.priority', 'f.deadline_at', 'f.assignee_id')
  return rows.map((row: any) => ({
    ticketId: row.ticket_id,
    priority: row.priority,
    deadlineAt: row.deadline_at.toISOString(),
    assigneeId: row.assignee_id,
  }))
}
