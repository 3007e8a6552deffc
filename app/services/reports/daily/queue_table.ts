import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import { addressWith } from '#services/lists/address_with'
import { QUEUE } from '#services/reports/daily/count_queue'
import type { DailyFigures } from '#services/reports/daily/daily_figures'
import type { ReportTable } from '#services/reports/report_table'

/** The queue as it is now. */
export function queueTable(
  { queue }: DailyFigures,
  { viewer, i18n }: { viewer: User | null; i18n: I18n }
): ReportTable {
  const t = (key: string) => i18n.t(`report_mail.daily.${key}`)
  const rows = Object.keys(queue) as (keyof typeof queue)[]
  return {
    key: 'queue',
    title: t('queue'),
    rowTitle: t('part'),
    columns: [{ key: 'tickets', label: t('tickets'), kind: 'count' }],
    rows: rows.map((part) => {
      const filter = part === 'overdue' ? { overdue: 1 } : { status: QUEUE[part] }
      const href = addressWith('/tickets', { tab: 'all', ...countedFor(viewer), ...filter })
      return { label: t(part), cells: [{ value: queue[part], href }] }
    }),
    total: null,
  }
}

/** Whose tickets the lists behind the figures hold. */
export const countedFor = (viewer: User | null) => (viewer && !viewer.isAdmin ? { counted: 1 } : {})
