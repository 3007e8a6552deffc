import type { ReportContext } from '#services/reports/answer_report'
import { listHref, type Counted } from '#services/reports/list_href'
import type { ReportCell } from '#services/reports/report_table'

/** A figure with the list of what it counts; what counts nothing leads nowhere. */
export function linked(context: ReportContext, value: number | null, counted: Counted): ReportCell {
  return value ? { value, href: listHref(context, counted) } : { value }
}
