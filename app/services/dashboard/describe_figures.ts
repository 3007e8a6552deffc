import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import type { TicketCounts } from '#services/dashboard/count_tickets'
import type { Day } from '#services/dashboard/count_week'
import { statusesOf } from '#services/dashboard/describe_counts'
import { listHref, type Counted } from '#services/reports/list_href'
import { figureWords } from '#services/reports/figure_words'
import type { ReportColumn, ReportRow, ReportTable } from '#services/reports/report_table'
import { PRIORITIES } from '#workflows/workflow'

/** The dashboard's charts, as the tables that they are made of. */
export function describeFigures(counts: TicketCounts, week: Day[], viewer: User, i18n: I18n) {
  return {
    words: figureWords(i18n),
    tables: [byStatus(counts, i18n), ofWeek(week, viewer, i18n), byPriority(counts, i18n)],
  }
}

function byStatus(counts: TicketCounts, i18n: I18n): ReportTable {
  const slices = statusesOf(counts)
  return {
    key: 'status',
    title: i18n.t('dashboard.by_status'),
    rowTitle: i18n.t('dashboard.status_column'),
    columns: columns(i18n, ['tickets']),
    rows: slices.map(({ key, count }) => row(i18n.t(`dashboard.slice.${key}`), count)),
    total: null,
    chart: { kind: 'ring', columns: ['tickets'], tones: slices.map(({ tone }) => tone) },
  }
}

function ofWeek(week: Day[], viewer: User, i18n: I18n): ReportTable {
  const listOf = (day: string, zone: string, counted: Counted) =>
    listHref({ question: { range: { from: day, to: day, zone } }, viewer }, counted)
  return {
    key: 'week',
    title: i18n.t(`dashboard.week_of.${scopeOf(viewer)}`),
    rowTitle: i18n.t('dashboard.day_column'),
    columns: columns(i18n, ['created', 'completed_series']),
    rows: week.map(({ date, created, completed }) => {
      const [day, zone] = [date.toISODate()!, date.zoneName!]
      const done = { from: null, to: null, done_from: day, done_to: day }
      return {
        label: date.setLocale(i18n.locale).toFormat('ccc d'),
        cells: [
          { value: created, href: created ? listOf(day, zone, {}) : undefined },
          { value: completed, href: completed ? listOf(day, zone, done) : undefined },
        ],
      }
    }),
    total: null,
    chart: { kind: 'lines', columns: ['created', 'completed_series'] },
  }
}

/** Whose tickets the trend counts, by role (shared/access). */
function scopeOf(viewer: User): 'all' | 'departments' | 'own' {
  if (viewer.isAdmin) return 'all'
  return viewer.manages.length > 0 ? 'departments' : 'own'
}

function byPriority({ open }: TicketCounts, i18n: I18n): ReportTable {
  return {
    key: 'priority',
    title: i18n.t('dashboard.by_priority'),
    rowTitle: i18n.t('dashboard.priority_column'),
    columns: columns(i18n, ['on_time', 'overdue_series']),
    rows: PRIORITIES.toReversed().map((level) => {
      const { count, late } = open[level]
      return row(i18n.t(`workflow.priority.${level}`), count - late, late)
    }),
    total: null,
    chart: { kind: 'stacked', columns: ['on_time', 'overdue_series'] },
  }
}

function columns(i18n: I18n, keys: string[]): ReportColumn[] {
  return keys.map((key) => ({ key, label: i18n.t(`dashboard.${key}`), kind: 'count' }))
}

function row(label: string, ...values: number[]): ReportRow {
  return { label, cells: values.map((value) => ({ value })) }
}
