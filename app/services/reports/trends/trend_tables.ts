import { DateTime } from 'luxon'
import clock from '#services/clock'
import type { ReportContext } from '#services/reports/answer_report'
import { linked } from '#services/reports/linked'
import type { ReportCell, ReportTable } from '#services/reports/report_table'
import { countTrends, type Trend } from '#services/reports/trends/count_trends'
import { hourTable } from '#services/reports/trends/hour_table'
import { stretchesOf, type Stretches } from '#services/reports/trends/stretches'

/** What came, what was done and what stayed, over time; and when people ask. */
export async function trendTables(context: ReportContext): Promise<ReportTable[]> {
  const stretches = stretchesOf(context.question.range)
  const { all: trends, createdAt } = await countTrends(context, stretches)
  return [
    flowTable(context, stretches, trends),
    backlogTable(context, stretches, trends),
    hourTable(context, createdAt),
  ]
}

function flowTable(context: ReportContext, { unit, all }: Stretches, trends: Trend[]): ReportTable {
  const { i18n, question } = context
  const sum = (key: 'created' | 'done') => trends.reduce((total, trend) => total + trend[key], 0)
  const cells = (of: { created: number; done: number }, { from, to }: Stretches['all'][number]) => [
    linked(context, of.created, { from, to }),
    linked(context, of.done, { from: null, to: null, done_from: from, done_to: to }),
  ]
  return {
    key: 'flow',
    title: i18n.t('trends.flow'),
    rowTitle: i18n.t(`trends.${unit}`),
    columns: [
      { key: 'created', label: i18n.t('trends.created'), kind: 'count' },
      { key: 'done', label: i18n.t('trends.done'), kind: 'count' },
    ],
    rows: all.map((stretch, at) => ({
      label: labelOf(context, unit, stretch),
      cells: isAhead(context, stretch) ? NOTHING_YET : cells(trends[at], stretch),
    })),
    total: {
      label: i18n.t('trends.all'),
      cells: cells({ created: sum('created'), done: sum('done') }, question.range),
    },
    note: i18n.t('trends.flow_note'),
    chart: { kind: 'lines', columns: ['created', 'done'] },
  }
}

function backlogTable(
  context: ReportContext,
  { unit, all }: Stretches,
  trends: Trend[]
): ReportTable {
  const { i18n } = context
  return {
    key: 'backlog',
    title: i18n.t('trends.backlog'),
    rowTitle: i18n.t(`trends.${unit}`),
    columns: [{ key: 'open', label: i18n.t('trends.open'), kind: 'count' }],
    rows: all.map((stretch, at) => ({
      label: labelOf(context, unit, stretch),
      cells: isAhead(context, stretch)
        ? NOTHING_YET.slice(1)
        : [linked(context, trends[at].open, { from: null, to: null, open_at: stretch.to })],
    })),
    total: null,
    note: i18n.t('trends.backlog_note'),
    chart: { kind: 'lines', columns: ['open'] },
  }
}

/** Days to come hold nothing, which is not the same as nought. */
const NOTHING_YET: ReportCell[] = [{ value: null }, { value: null }]

function isAhead({ zone }: ReportContext, { from }: Stretches['all'][number]): boolean {
  return from > clock.now().setZone(zone).toISODate()!
}

function labelOf(
  { i18n }: ReportContext,
  unit: Stretches['unit'],
  { from, to }: Stretches['all'][number]
): string {
  const say = (day: string, format: string) =>
    DateTime.fromISO(day).setLocale(i18n.locale).toFormat(format)
  if (unit === 'month') return say(from, 'LLLL yyyy')
  if (unit === 'day' || from === to) return say(from, 'ccc d LLL')
  const short = from.slice(0, 7) === to.slice(0, 7) ? 'd' : 'd LLL'
  return i18n.t('trends.week_label', { from: say(from, short), to: say(to, 'd LLL yyyy') })
}
