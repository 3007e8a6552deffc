import { approvalTables } from '#services/reports/approvals/approval_tables'
import { breakdownTables } from '#services/reports/breakdowns/breakdown_tables'
import { supportTables } from '#services/reports/support/support_tables'
import { teamTables } from '#services/reports/team/team_tables'
import { trendTables } from '#services/reports/trends/trend_tables'
import type { ReportTab } from '#services/reports/report_addresses'
import type { ReportContext } from '#services/reports/answer_report'
import type { ReportTable } from '#services/reports/report_table'

/** What each tab of the analytics holds; the summary is cards (summarise.ts). */
export const tablesOfTab: Record<
  Exclude<ReportTab, 'summary'>,
  (context: ReportContext) => Promise<ReportTable[]>
> = {
  team: teamTables,
  breakdowns: breakdownTables,
  trends: trendTables,
  approvals: approvalTables,
  support: supportTables,
}
