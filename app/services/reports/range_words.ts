import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import type { Range } from '#services/reports/report_question'

/** "1 to 21 November 2026"; one day alone stands for itself. */
export function rangeWords({ from, to }: Pick<Range, 'from' | 'to'>, i18n: I18n): string {
  const first = DateTime.fromISO(from).setLocale(i18n.locale)
  const last = DateTime.fromISO(to).setLocale(i18n.locale)
  if (from === to) return last.toFormat('d LLLL yyyy')
  const short =
    first.year !== last.year ? 'd LLLL yyyy' : first.month !== last.month ? 'd LLLL' : 'd'
  return i18n.t('reports.range', {
    from: first.toFormat(short),
    to: last.toFormat('d LLLL yyyy'),
  })
}
