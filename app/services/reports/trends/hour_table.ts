import type { ReportContext } from '#services/reports/answer_report'
import { linked } from '#services/reports/linked'
import type { ReportRow, ReportTable } from '#services/reports/report_table'
import type { Trends } from '#services/reports/trends/count_trends'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** When people ask: hours down, weekdays across. */
export function hourTable(context: ReportContext, count: Trends['createdAt']): ReportTable {
  const { i18n, question } = context
  const cell = (weekdays: number[], hours: number[]) => {
    const value = sum(weekdays, (weekday) => sum(hours, (hour) => count(weekday, hour)))
    const narrowed = {
      weekday: weekdays.length === 1 ? weekdays[0] : undefined,
      hour: hours.length === 1 ? hours[0] : undefined,
    }
    return linked(context, value, narrowed)
  }
  const row = (label: string, hours: number[]): ReportRow => ({
    label,
    cells: [...WEEKDAYS.map((weekday) => cell([weekday], hours)), cell(WEEKDAYS, hours)],
  })
  const total = row(i18n.t('trends.all'), HOURS)
  const isEmpty = total.cells.every(({ value }) => value === 0)
  return {
    key: 'hours',
    title: i18n.t('trends.heat'),
    rowTitle: i18n.t('trends.hour'),
    columns: [
      ...WEEKDAYS.map((weekday) => ({
        key: `day${weekday}`,
        label: i18n.t(`trends.weekday_short.${weekday}`),
        kind: 'count' as const,
      })),
      { key: 'all', label: i18n.t('trends.all'), kind: 'count' as const },
    ],
    rows: isEmpty ? [] : HOURS.map((hour) => row(`${String(hour).padStart(2, '0')}:00`, [hour])),
    total,
    note: i18n.t('trends.heat_note', { zone: question.range.zone }),
    chart: { kind: 'heat', columns: WEEKDAYS.map((weekday) => `day${weekday}`) },
  }
}

function sum(values: number[], of: (value: number) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
