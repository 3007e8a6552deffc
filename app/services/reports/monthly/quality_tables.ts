import { personName, type MonthlyContext } from '#services/reports/monthly/monthly_context'
import { leftOut, ticketRow } from '#services/reports/monthly/ticket_rows'
import type { ReportTable } from '#services/reports/report_table'

/** How often tickets were revised, and which more than three times. */
export function qualityTables(context: MonthlyContext): ReportTable[] {
  const { figures, i18n } = context
  const t = (key: string) => i18n.t(`monthly.${key}`)
  const revisions: ReportTable = {
    key: 'revisions',
    title: t('table.revisions'),
    rowTitle: t('column.revisions'),
    columns: [{ key: 'total', label: t('figure.total'), kind: 'count' }],
    rows:
      figures.sums.total === 0
        ? []
        : figures.revisions.map((value, times) => ({
            label: times < 4 ? String(times) : t('column.more_revisions'),
            cells: [{ value }],
          })),
    total: { label: t('column.total'), cells: [{ value: figures.sums.total }] },
    chart: { kind: 'bars', columns: ['total'] },
  }
  const often: ReportTable = {
    key: 'revised',
    title: t('table.revised'),
    rowTitle: t('column.ticket'),
    columns: [
      { key: 'revisions', label: t('column.revisions'), kind: 'count' },
      { key: 'assignee', label: t('column.person'), kind: 'text' },
    ],
    rows: figures.revised.map(({ ticketId, revisions: value, assigneeId }) =>
      ticketRow(context, ticketId, [{ value }, { value: personName(context, assigneeId) }])
    ),
    total: null,
    note: leftOut(context, figures.revisions[4] - figures.revised.length),
  }
  return [revisions, often]
}
