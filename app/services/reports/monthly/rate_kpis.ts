import type { FigureKind } from '#services/reports/figure_words'
import type { MonthlyFigures } from '#services/reports/monthly/monthly_figures'
import { percent, ratesOf } from '#services/reports/rates_of'

export const RAGS = ['green', 'amber', 'red', 'grey'] as const
export type Rag = (typeof RAGS)[number]

export const KPI_KEYS = [
  'completionRate',
  'onTimeRate',
  'averageRevisions',
  'overdueRate',
  'output',
] as const
export type KpiKey = (typeof KPI_KEYS)[number]

export interface Kpi {
  key: KpiKey
  value: number | null
  kind: FigureKind
  better: 'more' | 'less'
  /** What makes it green; null where none was set. */
  target: number | null
  /** Null where it is not judged. */
  rag: Rag | null
}

/** From green to amber and from amber to red, both still included (shared/metrics). */
const LIMITS: Record<Exclude<KpiKey, 'output'>, [green: number, amber: number]> = {
  completionRate: [80, 70],
  onTimeRate: [80, 70],
  averageRevisions: [3, 4],
  overdueRate: [5, 10],
}

/** The key figures of a month with their colours; what there is none of is grey. */
export function rateKpis(figures: MonthlyFigures): Kpi[] {
  const { sums, overdue } = figures
  const rates = ratesOf(sums)
  const values: Record<KpiKey, number | null> = {
    completionRate: rates.completionRate,
    onTimeRate: rates.onTimeRate,
    averageRevisions: rates.averageRevisions,
    overdueRate: percent(overdue.count, overdue.open),
    output: sums.completed === 0 ? null : sums.output,
  }
  return KPI_KEYS.map((key) => ({
    key,
    value: values[key],
    kind: key === 'output' ? 'count' : key === 'averageRevisions' ? 'average' : 'percent',
    better: key === 'averageRevisions' || key === 'overdueRate' ? 'less' : 'more',
    target: key === 'output' ? null : LIMITS[key][0],
    rag: key === 'output' ? null : ragOf(values[key], LIMITS[key]),
  }))
}

function ragOf(value: number | null, [green, amber]: [number, number]): Rag {
  if (value === null) return 'grey'
  const keeps = (limit: number) => (green > amber ? value >= limit : value <= limit)
  return keeps(green) ? 'green' : keeps(amber) ? 'amber' : 'red'
}
