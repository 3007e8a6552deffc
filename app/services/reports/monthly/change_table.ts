import type { FigureKind } from '#services/reports/figure_words'
import type { MonthlyContext } from '#services/reports/monthly/monthly_context'
import { rateKpis } from '#services/reports/monthly/rate_kpis'
import type { ReportTable } from '#services/reports/report_table'

/** What changed from the month before: counts as counts, rates in points. */
export function changeTable(context: MonthlyContext): ReportTable {
  const { figures, before, i18n, words } = context
  const t = (key: string) => i18n.t(`monthly.${key}`)
  const counts = (['total', 'completed'] as const).map((key) => ({
    label: t(`figure.${key}`),
    kind: 'count' as const,
    better: 'more' as const,
    value: figures.sums[key] as number | null,
    was: (before?.figures.sums[key] ?? null) as number | null,
  }))
  const earlier = before && rateKpis(before.figures)
  const kpis = rateKpis(figures).map(({ key, value, kind, better }, at) => {
    return { label: t(`kpi.${key}`), kind, better, value, was: earlier?.[at].value ?? null }
  })
  return {
    key: 'change',
    title: t('table.change'),
    rowTitle: t('column.figure'),
    columns: ['now', 'before', 'change'].map((key) => ({
      key,
      label: t(`column.${key}`),
      kind: 'text',
    })),
    rows: [...counts, ...kpis].map(({ label, kind, better, value, was }) => ({
      label,
      cells: [
        { value: words.figure(value, kind), figure: { value, kind } },
        { value: before ? words.figure(was, kind) : null, figure: { value: was, kind } },
        {
          value: before ? (words.change(value, was, kind, better)?.text ?? null) : null,
          figure: difference(value, was, kind),
        },
      ],
    })),
    total: null,
    note: context.frozenAt || context.month.isOver ? undefined : t('note.running'),
  }
}

/** What was added or lost; rates differ in points, which are no rate. */
function difference(value: number | null, was: number | null, kind: FigureKind) {
  const isKnown = value !== null && was !== null
  const points = kind === 'percent' ? ('average' as const) : kind
  return { value: isKnown ? value - was : null, kind: points }
}
