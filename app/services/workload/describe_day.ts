import type { DateTime } from 'luxon'
import clock from '#services/clock'
import { addressWith } from '#services/lists/address_with'
import { calendarAddress } from '#services/workload/calendar_days'
import { describeDue, describeShoot, type Look } from '#services/workload/describe_entry'
import type { FoundShoot } from '#services/workload/find_planned'

/** What falls into a day, before it is put into words. */
export interface DayParts {
  day: DateTime
  shoots: (FoundShoot & { isClash: boolean })[]
  due: { id: number; at: number }[]
}

/** A day of a calendar in words. */
export function describeDay({ day, shoots, due }: DayParts, look: Look) {
  const { question, most, words } = look
  const { i18n } = words
  const local = day.setLocale(i18n.locale)
  const date = day.toISODate()!
  const more = (key: string, count: number) => i18n.t(`workload.more.${key}`, { count })
  const [moreShoots, moreDue] = [shoots.length - most[0], due.length - most[1]]
  return {
    date,
    number: day.day,
    name: local.toFormat('cccc d LLLL yyyy'),
    short: local.toFormat('ccc d LLL'),
    weekday: local.toFormat('ccc'),
    isToday: date === clock.now().setZone(day.zone).toISODate(),
    isOutside: question.view === 'month' && !date.startsWith(question.date.slice(0, 7)),
    isEmpty: shoots.length + due.length === 0,
    href: calendarAddress(question, { view: 'day', date }),
    shoots: shoots.slice(0, most[0]).flatMap((one) => describeShoot(one, day, look)),
    due: due.slice(0, most[1]).flatMap((one) => describeDue(one, look)),
    moreShoots: moreShoots > 0 ? more('shoots', moreShoots) : null,
    moreDue: moreDue > 0 ? more('deadlines', moreDue) : null,
    dueHref: addressWith('/tickets', {
      tab: 'open',
      handling: question.department,
      assignee: question.person,
      due_from: date,
      due_to: date,
      is: ['unscheduled'],
    }),
  }
}
