import type { Zone } from 'luxon'
import type { BusinessCalendar, Piece } from '#services/deadlines/business_calendar'
import { shiftsByWeekday, type Shift } from '#services/deadlines/shifts_by_weekday'
import { steadyZone } from '#services/words/steady_zone'

const DAY = 24 * 3_600_000

/**
 * Walks through the time in pieces of one day and one offset each, for ever. A moment is worked when a clock on the wall
 * shows one of the hours: an hour that the clocks jump over is not there, one that they repeat is worked twice.
 */
export function* walkCalendar(start: number, calendar: BusinessCalendar): Generator<Piece> {
  const zone = steadyZone(calendar.zone)
  const holidays = new Set(calendar.holidays)
  const week = shiftsByWeekday(calendar)
  let at = start
  for (;;) {
    const offset = zone.offset(at) * 60_000
    if (Number.isNaN(offset)) throw new RangeError(`no time zone: ${calendar.zone}`)
    const midnight = Math.floor((at + offset) / DAY) * DAY
    const end = endOfOffset(zone, at, midnight + DAY - offset)
    const shifts = week[new Date(midnight).getUTCDay()]
    if (holidays.has(new Date(midnight).toISOString().slice(0, 10))) {
      yield { from: at, to: end, kind: 'holiday' }
    } else if (shifts.length === 0) {
      yield { from: at, to: end, kind: 'free_day' }
    } else {
      yield* piecesOfDay(at, end, midnight - offset, shifts)
    }
    at = end
  }
}

/** @param zero the instant at which the wall would show midnight with the present offset */
function* piecesOfDay(start: number, end: number, zero: number, shifts: Shift[]): Generator<Piece> {
  let at = start
  for (const shift of shifts) {
    const from = Math.min(Math.max(zero + shift.from, at), end)
    const to = Math.min(Math.max(zero + shift.to, from), end)
    if (from > at) yield { from: at, to: from, kind: 'off_hours' }
    if (to > from) yield { from, to, kind: 'work' }
    at = to
  }
  if (end > at) yield { from: at, to: end, kind: 'off_hours' }
}

/** The first instant in a stretch at which the clocks change, or its end; they change once a day at most. */
function endOfOffset(zone: Zone, start: number, end: number): number {
  const offset = zone.offset(start)
  if (zone.offset(end - 1) === offset) return end
  let [same, other] = [start, end - 1]
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (zone.offset(middle) === offset) same = middle
    else other = middle
  }
  return other
}
