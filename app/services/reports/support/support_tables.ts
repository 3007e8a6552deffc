import type { ReportContext } from '#services/reports/answer_report'
import type { ReportTable } from '#services/reports/report_table'
import { countSupport } from '#services/reports/support/count_support'
import { groupTable } from '#services/reports/support/group_table'
import { nameGroups } from '#services/reports/support/name_groups'
import { satisfactionTable } from '#services/reports/support/satisfaction_table'
import { targetTable } from '#services/reports/support/target_table'

/** The support side: what was promised and kept, by department, agent and type, and what requesters say of finished work. */
export async function supportTables(context: ReportContext): Promise<ReportTable[]> {
  const figures = await countSupport(context)
  const names = await nameGroups(figures)
  return [
    targetTable(
      context,
      figures.find(({ group }) => group === 'all')
    ),
    groupTable(context, 'department', figures, names),
    groupTable(context, 'agent', figures, names),
    groupTable(context, 'type', figures, names),
    await satisfactionTable(context),
  ]
}
