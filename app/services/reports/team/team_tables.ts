import type { ReportContext } from '#services/reports/answer_report'
import type { ReportTable } from '#services/reports/report_table'

/** The tables of this tab. */
export async function teamTables(_context: ReportContext): Promise<ReportTable[]> {
  return []
}
