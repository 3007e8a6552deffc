import { DateTime, Interval } from 'luxon'

/** When a department works. Without one it works round the clock. */
export interface BusinessCalendar {
  /** IANA name; the hours below are wall-clock times in it. */
  zone: string
  /** Hours by weekday, 1 is Monday and 7 Sunday; a day that is missing is free. `24:00` ends a day. */
  hours: Partial<Record<number, { from: string; to: string }[]>>
  /** Days on which nobody works, as `YYYY-MM-DD` in the zone. */
  holidays: readonly string[]
}

/** A search for working time ends here: a calendar without any hours must not search for ever. */
const FARTHEST_DAYS = 3 * 366

/**
 * The instant at which so much working time has passed since a start.
 * @param seconds 0 or more; 0 answers the start itself
 * @returns null when the calendar holds no such amount within three years
 */
export function afterWorkingTime(
  start: DateTime,
  seconds: number,
  calendar: BusinessCalendar | null
): DateTime | null {
  if (!calendar) return start.plus({ seconds })
  if (seconds <= 0) return start
  let left = seconds
  for (const { start: from, end: to } of shiftsFrom(start, calendar)) {
    const length = to.diff(from, 'seconds').seconds
    if (length >= left) return from.plus({ seconds: left }).setZone(start.zone)
    left -= length
  }
  return null
}

/** Working seconds between two instants; 0 when the end is not later than the start. */
export function workingSecondsBetween(
  start: DateTime,
  end: DateTime,
  calendar: BusinessCalendar | null
): number {
  if (end <= start) return 0
  if (!calendar) return end.diff(start, 'seconds').seconds
  let sum = 0
  for (const { start: from, end: to } of shiftsFrom(start, calendar)) {
    if (from >= end) break
    sum += DateTime.min(to, end).diff(from, 'seconds').seconds
  }
  return sum
}

/** Every stretch of work from an instant on, in order; real lengths, also on days whose clocks change. */
function* shiftsFrom(start: DateTime, calendar: BusinessCalendar) {
  const local = start.setZone(calendar.zone)
  for (let ahead = -1; ahead <= FARTHEST_DAYS; ahead++) {
    const day = local.startOf('day').plus({ days: ahead })
    if (calendar.holidays.includes(day.toISODate()!)) continue
    for (const { from, to } of calendar.hours[day.weekday] ?? []) {
      const shift = Interval.fromDateTimes(at(day, from), at(day, to))
      if (!shift.isValid || shift.isEmpty() || shift.end! <= start) continue
      yield { start: DateTime.max(shift.start!, start), end: shift.end! }
    }
  }
}

/** A wall-clock time of a day. One that the clocks jump over is the moment after the jump (luxon moves it forward). */
function at(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number)
  if (hour === 24) return day.plus({ days: 1 }).startOf('day')
  return day.set({ hour, minute, second: 0, millisecond: 0 })
}
