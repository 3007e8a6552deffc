import type { ReportContext } from '#services/reports/answer_report'
import { countDecisions } from '#services/reports/approvals/count_decisions'
import { countWaiting } from '#services/reports/approvals/count_waiting'
import { deciderTable } from '#services/reports/approvals/decider_table'
import { linked } from '#services/reports/linked'
import { measureLatency, type LatencyStep } from '#services/reports/measure_latency'
import { namePeople } from '#services/reports/name_people'
import type { ReportTable } from '#services/reports/report_table'
import { waitingStatuses } from '#workflows/index'

/** How long approvals take: step by step, and person by person in each step. */
export async function approvalTables(context: ReportContext): Promise<ReportTable[]> {
  const { i18n } = context
  const latency = await measureLatency(context)
  const states = await countWaiting(context)
  const decisions = await countDecisions(context)
  const ids = decisions.flatMap(({ userId }) => (userId === null ? [] : [userId]))
  const names = await namePeople([...new Set(ids)])
  const steps = waitingStatuses.map((waiting) => ({
    ...waiting,
    ...states[waiting.step],
    ...latency[waiting.step as LatencyStep],
    ...verdictsOn(waiting.step),
  }))
  function verdictsOn(step: string) {
    const all = decisions.find((one) => one.step === step && one.userId === null)
    return {
      approved: all?.approved ?? 0,
      rejected: all?.rejected ?? 0,
      skipped: all?.skipped ?? 0,
    }
  }
  const column = (key: string, kind: 'count' | 'seconds') => ({
    key,
    kind,
    label: i18n.t(`approval_report.${key}`),
  })
  return [
    {
      key: 'steps',
      title: i18n.t('approval_report.steps'),
      rowTitle: i18n.t('approval_report.step_title'),
      columns: [
        column('decided', 'count'),
        column('median', 'seconds'),
        column('p90', 'seconds'),
        ...['approved', 'rejected', 'skipped', 'waiting'].map((key) => column(key, 'count')),
      ],
      rows: steps.map(({ step, workflow, status, decided, waiting, median, p90, ...verdicts }) => ({
        label: i18n.t(`approval_report.step_row.${step}`),
        cells: [
          linked(context, decided, { is: [`${step as LatencyStep}_decided`] }),
          linked(context, median, { is: [`${step as LatencyStep}_decided`] }),
          linked(context, p90, { is: [`${step as LatencyStep}_decided`] }),
          ...(['approved', 'rejected', 'skipped'] as const).map((verdict) =>
            linked(context, verdicts[verdict], { decided_step: step, verdict })
          ),
          linked(context, waiting, { status: [`${workflow}.${status}`] }),
        ],
      })),
      total: null,
      note: i18n.t('approval_report.steps_note'),
      chart: { kind: 'bars', columns: ['median', 'p90'] },
    },
    ...steps.map(({ step }) => deciderTable(context, step, decisions, names)),
  ]
}
