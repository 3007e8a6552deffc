import type { ReportContext } from '#services/reports/answer_report'
import type { Decisions } from '#services/reports/approvals/count_decisions'
import { linked } from '#services/reports/linked'
import type { Latency, LatencyStep } from '#services/reports/measure_latency'
import type { ReportTable } from '#services/reports/report_table'
import { waitingStatuses } from '#workflows/index'

const COLUMNS = [
  { key: 'decided', kind: 'count' },
  { key: 'median', kind: 'seconds' },
  { key: 'p90', kind: 'seconds' },
  { key: 'approved', kind: 'count' },
  { key: 'rejected', kind: 'count' },
  { key: 'skipped', kind: 'count' },
  { key: 'waiting', kind: 'count' },
] as const

/** What each step decided, how long that took, and how much waits for it now. */
export function stepTable(
  context: ReportContext,
  decisions: Decisions[],
  latency: Record<LatencyStep, Latency>,
  waiting: Record<string, number>
): ReportTable {
  const t = (key: string) => context.i18n.t(`approval_report.${key}`)
  return {
    key: 'steps',
    title: t('steps'),
    rowTitle: t('step_title'),
    columns: COLUMNS.map(({ key, kind }) => ({ key, kind, label: t(key) })),
    rows: waitingStatuses.map(({ workflow, status, step }) => {
      const all = decisions.find((one) => one.step === step && one.userId === null)
      const { median, p90 } = latency[step as LatencyStep]
      const timed = { is: [`${step as LatencyStep}_decided`] as const }
      const verdict = (name: 'approved' | 'rejected' | 'skipped') =>
        linked(context, all?.[name] ?? 0, { decided_step: step, verdict: name })
      return {
        label: t(`step_row.${step}`),
        cells: [
          linked(context, all?.decided ?? 0, { decided_step: step }),
          linked(context, median, timed),
          linked(context, p90, timed),
          ...(['approved', 'rejected', 'skipped'] as const).map(verdict),
          linked(context, waiting[step], { status: [`${workflow}.${status}`] }),
        ],
      }
    }),
    total: null,
    note: t('steps_note'),
    chart: { kind: 'bars', columns: ['median', 'p90'] },
  }
}
