import type { MonthlyContext } from '#services/reports/monthly/monthly_context'
import type { ReportCell, ReportRow } from '#services/reports/report_table'

/** The row of a named ticket: with title and link for who sees it now, else its number alone. */
export function ticketRow({ titles }: MonthlyContext, id: number, cells: ReportCell[]): ReportRow {
  const title = titles.get(id)
  if (title === undefined) return { label: `#${id}`, cells }
  return { label: `#${id} ${title}`, href: `/tickets/${id}`, cells }
}

/** What a list leaves out, in words. */
export function leftOut({ i18n }: MonthlyContext, count: number): string | undefined {
  return count > 0 ? i18n.t('monthly.note.left', { count }) : undefined
}
