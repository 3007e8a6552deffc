import { DateTime } from 'luxon'
import type { DailyFigures } from '#services/reports/daily/daily_figures'
import { queueTable } from '#services/reports/daily/queue_table'
import { yesterdayTable, type Asked } from '#services/reports/daily/yesterday_table'
import type { ReportTable } from '#services/reports/report_table'

/** The daily report as tables: yesterday beside its month, the queue as it is now, and the last fourteen days. */
export function dailyTables(figures: DailyFigures, asked: Asked): ReportTable[] {
  return [yesterdayTable(figures, asked), queueTable(figures, asked), daysTable(figures, asked)]
}

function daysTable({ series }: DailyFigures, { i18n }: Asked): ReportTable {
  const t = (key: string) => i18n.t(`report_mail.daily.${key}`)
  const label = (day: string) => DateTime.fromISO(day).setLocale(i18n.locale).toFormat('ccc d LLL')
  return {
    key: 'days',
    title: t('days'),
    rowTitle: t('day'),
    columns: [
      { key: 'created', label: t('created'), kind: 'count' },
      { key: 'completed', label: t('completed'), kind: 'count' },
    ],
    rows: series.map(({ day, created, completed }) => ({
      label: label(day),
      cells: [{ value: created }, { value: completed }],
    })),
    total: null,
    chart: { kind: 'lines', columns: ['created', 'completed'] },
  }
}
