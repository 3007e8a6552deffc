import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { addressWith } from '#services/lists/address_with'
import { QUEUE } from '#services/reports/daily/count_queue'
import { countedFacts } from '#services/reports/narrow_facts'
import { instantsOf } from '#services/reports/report_question'
import type { ReportContext } from '#services/reports/answer_report'
import type { ReportTable } from '#services/reports/report_table'
import { IS_LATE } from '#services/reports/where_moments'

/** What a team has before it this week: late already, due until Sunday, with nobody, not decided; in one query. */
export async function digestTable(
  { question, viewer, zone, i18n }: ReportContext,
  day: string
): Promise<ReportTable> {
  const t = (key: string) => i18n.t(`report_mail.digest.${key}`)
  const now = clock.now().toJSDate()
  const monday = DateTime.fromISO(day, { zone }).startOf('week')
  const week = { from: monday.toISODate()!, to: monday.endOf('week').toISODate()!, zone }
  const { start, end } = instantsOf(week)
  const [row] = await countedFacts({ question, viewer })
    .whereRaw('f.is_open')
    .select(db.raw(`count(*) filter (where ${IS_LATE})::int as overdue`, [now, now]))
    .select(
      db.raw('count(*) filter (where f.deadline_at >= ? and f.deadline_at < ?)::int as due', [
        start,
        end,
      ])
    )
    .select(db.raw('count(*) filter (where not f.is_assigned)::int as unassigned'))
    .select(
      db.raw('count(*) filter (where f.status = any(?))::int as approval', [[...QUEUE.approval]])
    )
  const lists = {
    overdue: { overdue: 1 },
    due: { tab: 'open', due_from: week.from, due_to: week.to },
    unassigned: { assignee: 'none' },
    approval: { status: QUEUE.approval },
  }
  const counted = viewer.isAdmin ? {} : { counted: 1 }
  return {
    key: 'week',
    title: t('week'),
    rowTitle: t('what'),
    columns: [{ key: 'tickets', label: i18n.t('report_mail.daily.tickets'), kind: 'count' }],
    rows: Object.entries(lists).map(([key, filters]) => ({
      label: t(key),
      cells: [
        { value: row[key], href: addressWith('/tickets', { tab: 'all', ...counted, ...filters }) },
      ],
    })),
    total: null,
  }
}
