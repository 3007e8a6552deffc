import type { ReportContext } from '#services/reports/answer_report'
import type { Decisions } from '#services/reports/approvals/count_decisions'
import { linked } from '#services/reports/linked'
import type { ReportRow, ReportTable } from '#services/reports/report_table'

/** Who decided how much on one step, and how quickly. */
export function deciderTable(
  context: ReportContext,
  step: string,
  decisions: Decisions[],
  names: Map<number, string>
): ReportTable {
  const { i18n } = context
  const t = (key: string, values?: Record<string, unknown>) =>
    i18n.t(`approval_report.${key}`, values)
  const row = ({ userId, ...figures }: Decisions): ReportRow => {
    const counted = { decided_step: step, decided_by: userId }
    const { decided, approved, rejected, median, p90 } = figures
    return {
      label: userId === null ? t('all') : (names.get(userId) ?? `${userId}`),
      cells: [
        linked(context, decided, counted),
        linked(context, approved, { ...counted, verdict: 'approved' }),
        linked(context, rejected, { ...counted, verdict: 'rejected' }),
        linked(context, median, counted),
        linked(context, p90, counted),
      ],
    }
  }
  const onStep = decisions.filter((one) => one.step === step)
  const people = onStep
    .filter(({ userId }) => userId !== null)
    .sort((a, b) => b.decided - a.decided || a.userId! - b.userId!)
  const all = onStep.find(({ userId }) => userId === null)
  return {
    key: `${step}-people`,
    title: t('people', { step: t(`step_row.${step}`) }),
    rowTitle: t('person'),
    columns: [
      ...['decided', 'approved', 'rejected'].map((key) => ({
        ...{ key, label: t(key), kind: 'count' as const },
      })),
      ...['median', 'p90'].map((key) => ({ key, label: t(key), kind: 'seconds' as const })),
    ],
    rows: people.map(row),
    total: all && people.length > 0 ? row(all) : null,
    note: t('people_note'),
    chart: { kind: 'bars', columns: ['median', 'p90'], most: 10 },
  }
}
