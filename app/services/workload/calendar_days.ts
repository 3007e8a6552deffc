import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import clock from '#services/clock'
import { addressWith } from '#services/lists/address_with'
import type { CALENDAR_KINDS, CALENDAR_VIEWS } from '#validators/workload'

export interface CalendarQuestion {
  view: (typeof CALENDAR_VIEWS)[number]
  /** A day within what is shown, as yyyy-MM-dd. */
  date: string
  kind?: (typeof CALENDAR_KINDS)[number]
  department?: number
  person?: number
}

/** The days that a view of a calendar shows in a zone: of a month whole weeks, from Monday on. */
export function calendarDays({ view, date }: CalendarQuestion, zone: string): DateTime[] {
  const day = DateTime.fromISO(date, { zone })
  const unit = view === 'day' ? 'day' : 'week'
  const around = view === 'month' ? 'month' : unit
  const last = day.endOf(around).endOf(unit)
  const days: DateTime[] = []
  for (let one = day.startOf(around).startOf(unit); one <= last; one = one.plus({ days: 1 })) {
    days.push(one.startOf('day'))
  }
  return days
}

/** The address of a calendar that differs from this one. */
export function calendarAddress(
  question: CalendarQuestion,
  change: Partial<Record<keyof CalendarQuestion, string | number | undefined>> = {}
): string {
  const { view, ...rest } = { ...question, ...change }
  return addressWith('/workload/calendar', { view: view === 'month' ? undefined : view, ...rest })
}

/** Where one gets to from a calendar: what comes before and after, today, the other views. */
export function calendarWays(question: CalendarQuestion, zone: string, i18n: I18n) {
  const { view, date } = question
  const at = (day: DateTime) => calendarAddress(question, { date: day.toISODate()! })
  const day = DateTime.fromISO(date, { zone })
  const first =
    view === 'month' ? day.startOf('month') : view === 'week' ? day.startOf('week') : day
  const step = { [view]: 1 }
  return {
    previous: at(first.minus(step)),
    next: at(first.plus(step)),
    today: `${at(clock.now().setZone(zone))}#today`,
    views: (['month', 'week', 'day'] as const).map((key) => ({
      label: i18n.t(`workload.view.${key}`),
      href: calendarAddress(question, { view: key }),
      current: key === view,
    })),
  }
}

/** "November 2026", "16 to 22 November 2026", "Saturday 21 November 2026". */
export function calendarTitle({ view, date }: CalendarQuestion, zone: string, i18n: I18n): string {
  const day = DateTime.fromISO(date, { zone }).setLocale(i18n.locale)
  if (view === 'month') return day.toFormat('LLLL yyyy')
  if (view === 'day') return day.toFormat('cccc d LLLL yyyy')
  const [first, last] = [day.startOf('week'), day.endOf('week')]
  const short =
    first.year !== last.year ? 'd LLLL yyyy' : first.month !== last.month ? 'd LLLL' : 'd'
  return i18n.t('reports.range', {
    from: first.toFormat(short),
    to: last.toFormat('d LLLL yyyy'),
  })
}
