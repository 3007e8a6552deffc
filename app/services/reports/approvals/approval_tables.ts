import type { ReportContext } from '#services/reports/answer_report'
import { countDecisions } from '#services/reports/approvals/count_decisions'
import { countWaiting } from '#services/reports/approvals/count_waiting'
import { deciderTable } from '#services/reports/approvals/decider_table'
import { stepTable } from '#services/reports/approvals/step_table'
import { measureLatency } from '#services/reports/measure_latency'
import { namePeople } from '#services/reports/name_people'
import type { ReportTable } from '#services/reports/report_table'
import { waitingStatuses } from '#workflows/index'

/** How long approvals take: step by step, and person by person in each step. */
export async function approvalTables(context: ReportContext): Promise<ReportTable[]> {
  const latency = await measureLatency(context)
  const waiting = await countWaiting(context)
  const decisions = await countDecisions(context)
  const ids = decisions.flatMap(({ userId }) => (userId === null ? [] : [userId]))
  const names = await namePeople([...new Set(ids)])
  return [
    stepTable(context, decisions, latency, waiting),
    ...waitingStatuses.map(({ step }) => deciderTable(context, step, decisions, names)),
  ]
}
