import { DateTime } from 'luxon'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'

/** Monday to Friday, nine to five. */
export function officeHours(zone = 'Europe/Berlin', holidays: string[] = []): BusinessCalendar {
  return weekOf([1, 2, 3, 4, 5], [{ from: '09:00', to: '17:00' }], zone, holidays)
}

/** The same stretches on some weekdays. */
export function weekOf(
  days: number[],
  stretches: { from: string; to: string }[],
  zone: string,
  holidays: string[] = []
): BusinessCalendar {
  return { zone, holidays, hours: Object.fromEntries(days.map((day) => [day, stretches])) }
}

/** Numbers between 0 and 1 that are the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Zones with a moment near which their clocks jump: by an hour, by half of one, by two, at midnight, over a whole day. */
const JUMPS = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z'],
  ['America/Santiago', '2026-09-06T04:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00Z'],
  ['Asia/Kathmandu', '2026-03-29T01:00Z'],
] as const

/** A calendar, and a moment somewhere before its clocks jump. */
export function someCalendar(random: () => number): { calendar: BusinessCalendar; near: DateTime } {
  const below = (most: number) => Math.floor(random() * most)
  const [zone, jump] = JUMPS[below(JUMPS.length)]
  const near = DateTime.fromISO(jump, { zone }).minus({ minutes: below(2 * 1440) })
  const hours: BusinessCalendar['hours'] = {}
  for (let day = 1; day <= 7; day++) {
    const stretches = below(4)
    const marks = Array.from({ length: stretches * 2 }, () => below(97) * 15).sort((a, b) => a - b)
    const pairs = Array.from({ length: stretches }, (_, at) => marks.slice(at * 2, at * 2 + 2))
    const list = pairs
      .filter(([from, to]) => to > from)
      .map(([from, to]) => ({ from: wall(from), to: wall(to) }))
    if (list.length > 0) hours[day] = list
  }
  const holiday = near.plus({ days: below(3) }).toISODate()!
  return { calendar: { zone, hours, holidays: random() < 0.3 ? [holiday] : [] }, near }
}

function wall(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Whether a clock on the wall shows an hour of work, the slow way. */
export function isWorked(calendar: BusinessCalendar | null, millis: number): boolean {
  if (!calendar) return true
  const time = DateTime.fromMillis(millis, { zone: calendar.zone })
  if (calendar.holidays.includes(time.toISODate()!)) return false
  const shown = time.toFormat('HH:mm')
  return (calendar.hours[time.weekday] ?? []).some(({ from, to }) => from <= shown && shown < to)
}

/** Working seconds between two instants, minute by minute. */
export function slowSeconds(start: DateTime, end: DateTime, calendar: BusinessCalendar): number {
  let sum = 0
  const last = end.toMillis()
  for (let at = start.toMillis(); at < last;) {
    const next = Math.min((Math.floor(at / 60_000) + 1) * 60_000, last)
    if (isWorked(calendar, at)) sum += next - at
    at = next
  }
  return sum / 1000
}
