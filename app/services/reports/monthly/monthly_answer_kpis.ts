import type { MonthlyContext } from '#services/reports/monthly/monthly_context'
import { rateKpis, type KpiKey } from '#services/reports/monthly/rate_kpis'
import { oneDecimal, ratesOf } from '#services/reports/rates_of'

const KEYS: Record<KpiKey, [key: string, unit: string]> = {
  completionRate: ['completion_rate', '%'],
  onTimeRate: ['on_time_rate', '%'],
  averageRevisions: ['avg_revisions', 'revisions'],
  output: ['total_output', 'pieces'],
  overdueRate: ['overdue_rate', '%'],
}

/** The key figures with their colours; what is not judged is grey. */
export function kpisOf({ figures, i18n }: MonthlyContext) {
  const entries = rateKpis(figures).map(({ key, value, target, rag }) => {
    const [name, unit] = KEYS[key]
    const status = rag ?? 'grey'
    const label = rag ? i18n.t(`monthly.rag.${rag}`) : i18n.t('monthly.target.none')
    return [name, { value, target, unit, rag: { status, label } }]
  })
  return Object.fromEntries(entries)
}

/** What changed from the month before: counts, and rates in points. */
export function changesOf({ figures, before }: MonthlyContext) {
  const change = (current: number | null, previous: number | null) => ({
    current,
    previous,
    change: current === null || previous === null ? null : oneDecimal(current - previous),
  })
  const was = before?.figures.sums
  const rate = (sums: typeof was) => (sums ? ratesOf(sums).completionRate : null)
  return {
    total_tickets: change(figures.sums.total, was?.total ?? null),
    completed_tickets: change(figures.sums.completed, was?.completed ?? null),
    total_output: change(figures.sums.output, was?.output ?? null),
    completion_rate: change(rate(figures.sums), rate(was)),
  }
}
