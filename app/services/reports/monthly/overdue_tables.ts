import { DateTime } from 'luxon'
import { personName, type MonthlyContext } from '#services/reports/monthly/monthly_context'
import { leftOut, ticketRow } from '#services/reports/monthly/ticket_rows'
import type { ReportTable } from '#services/reports/report_table'
import { PRIORITIES } from '#workflows/workflow'

/** What was overdue when the month ended, by priority and one by one. */
export function overdueTables(context: MonthlyContext): ReportTable[] {
  const { figures, i18n, month } = context
  const { byPriority, tickets, count } = figures.overdue
  const t = (key: string) => i18n.t(`monthly.${key}`)
  const due = (iso: string) =>
    DateTime.fromISO(iso).setZone(month.zone).setLocale(i18n.locale).toFormat('d LLL yyyy, HH:mm')
  const priority = (key: string) => i18n.t(`workflow.priority.${key}`)
  const byName: ReportTable = {
    key: 'overdue-priority',
    title: t('table.overdue_priority'),
    rowTitle: t('column.priority'),
    columns: [{ key: 'total', label: t('column.overdue'), kind: 'count' }],
    rows: PRIORITIES.toReversed()
      .filter((key) => byPriority[key])
      .map((key) => ({ label: priority(key), cells: [{ value: byPriority[key] }] })),
    total: { label: t('column.total'), cells: [{ value: count }] },
  }
  const oneByOne: ReportTable = {
    key: 'overdue',
    title: t('table.overdue'),
    rowTitle: t('column.ticket'),
    columns: ['deadline', 'priority', 'person'].map((key) => ({
      key,
      label: t(`column.${key}`),
      kind: 'text',
    })),
    rows: tickets.map(({ ticketId, deadlineAt, assigneeId, priority: key }) =>
      ticketRow(context, ticketId, [
        { value: due(deadlineAt) },
        { value: priority(key) },
        { value: personName(context, assigneeId) },
      ])
    ),
    total: null,
    note: leftOut(context, count - tickets.length),
  }
  return [byName, oneByOne]
}
