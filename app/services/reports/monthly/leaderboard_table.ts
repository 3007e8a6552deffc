import { NOTHING } from '#services/reports/measures'
import { personName, type MonthlyContext } from '#services/reports/monthly/monthly_context'
import type { MonthlyFigures, MonthlyRow } from '#services/reports/monthly/monthly_figures'
import { ratesOf } from '#services/reports/rates_of'
import type { ReportTable } from '#services/reports/report_table'

/** The people of a month who had work, most output first; what is only planned for somebody is nobody's yet. */
export function ranked({ people }: MonthlyFigures): MonthlyRow[] {
  return people
    .filter(({ sums }) => sums.assigned > 0)
    .sort(
      (a, b) =>
        b.sums.output - a.sums.output ||
        b.sums.completed - a.sums.completed ||
        Number(a.id) - Number(b.id)
    )
}

/** Who made how much, most first. */
export function leaderboardTable(context: MonthlyContext): ReportTable {
  const { figures, i18n } = context
  const t = (key: string) => i18n.t(`monthly.${key}`)
  const kinds = {
    completionRate: 'percent',
    onTimeRate: 'percent',
    averageRevisions: 'average',
  } as const
  const counts = ['assigned', 'completed', 'output'] as const
  return {
    key: 'leaderboard',
    title: t('table.leaderboard'),
    rowTitle: t('column.person'),
    columns: [
      ...counts.map((key) => ({ key, label: t(`figure.${key}`), kind: 'count' as const })),
      ...Object.entries(kinds).map(([key, kind]) => ({ key, label: t(`kpi.${key}`), kind })),
    ],
    rows: ranked(figures).map(({ id, sums }) => {
      const rates = ratesOf({ ...NOTHING, ...sums })
      const values = [
        ...counts.map((key) => sums[key]),
        ...Object.keys(kinds).map((key) => rates[key as keyof typeof kinds]),
      ]
      return {
        label: personName(context, id as number)!,
        cells: values.map((value) => ({ value })),
      }
    }),
    total: null,
  }
}
