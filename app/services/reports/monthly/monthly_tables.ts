import { changeTable } from '#services/reports/monthly/change_table'
import { leaderboardTable } from '#services/reports/monthly/leaderboard_table'
import type { MonthlyContext } from '#services/reports/monthly/monthly_context'
import { BREAKDOWNS, type Breakdown } from '#services/reports/monthly/monthly_figures'
import { overdueTables } from '#services/reports/monthly/overdue_tables'
import { qualityTables } from '#services/reports/monthly/quality_tables'
import type { ReportTable } from '#services/reports/report_table'
import { PRIORITIES } from '#workflows/workflow'

/** The tables of a monthly report, in the order of the page; exports are made of the same. */
export function monthlyTables(context: MonthlyContext): ReportTable[] {
  return [
    changeTable(context),
    ...qualityTables(context),
    ...overdueTables(context),
    leaderboardTable(context),
    ...BREAKDOWNS.map((key) => breakdown(context, key)),
  ]
}

function breakdown(context: MonthlyContext, key: Breakdown): ReportTable {
  const { figures, i18n } = context
  const t = (name: string) => i18n.t(`monthly.${name}`)
  const rows = figures.breakdowns[key].map(({ id, sums }) => ({
    label: nameOf(context, key, id),
    rank: key === 'priority' ? PRIORITIES.indexOf(id as never) : sums.total,
    cells: [sums.total, sums.completed, sums.quantity, sums.output].map((value) => ({ value })),
  }))
  const { total, completed, quantity, output } = figures.sums
  const isWhole = key !== 'product'
  return {
    key,
    title: t(`table.${key}`),
    rowTitle: t(`column.${key}`),
    columns: ['total', 'completed', 'quantity', 'output'].map((column) => ({
      key: column,
      label: t(`figure.${column}`),
      kind: 'count',
    })),
    rows: rows.sort((a, b) => b.rank - a.rank || a.label.localeCompare(b.label)),
    total: isWhole
      ? {
          label: t('column.total'),
          cells: [total, completed, quantity, output].map((value) => ({ value })),
        }
      : null,
    note: isWhole ? undefined : t('note.product'),
    chart: { kind: 'bars', columns: ['total', 'completed'], most: 8 },
  }
}

function nameOf({ names, i18n }: MonthlyContext, key: Breakdown, id: number | string | null) {
  if (key === 'priority') return i18n.t(`workflow.priority.${id}`)
  return names[key][String(id)] ?? `${id}`
}
