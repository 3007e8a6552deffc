import { Info } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'

/** "Mon–Fri 09:00–17:00; Sat 09:00–12:00", or "Round the clock". */
export function describeCalendar(
  calendar: Pick<BusinessCalendar, 'hours'> | null,
  i18n: I18n
): string {
  if (!calendar) return i18n.t('clock.round_the_clock')
  const names = Info.weekdays('short', { locale: i18n.locale })
  const groups: { first: number; last: number; text: string }[] = []
  for (let day = 1; day <= 7; day++) {
    const stretches = calendar.hours[day] ?? []
    const text = stretches.map(({ from, to }) => `${from}–${to}`).join(', ')
    const group = groups.at(-1)
    if (group && group.text === text) group.last = day
    else groups.push({ first: day, last: day, text })
  }
  const named = groups.filter(({ text }) => text)
  return named
    .map(({ first, last, text }) => {
      const days = first === last ? names[first - 1] : `${names[first - 1]}–${names[last - 1]}`
      return `${days} ${text}`
    })
    .join('; ')
}
