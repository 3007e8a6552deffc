import { DateTime, type Zone } from 'luxon'
import { steadyZone } from '#services/words/steady_zone'

/** When a department works. Without one it works round the clock. */
export interface BusinessCalendar {
  /** IANA name; the hours below are wall-clock times in it. */
  zone: string
  /** Hours by weekday, 1 is Monday and 7 Sunday; a day that is missing is free. `24:00` ends a day. */
  hours: Partial<Record<number, { from: string; to: string }[]>>
  /** Days on which nobody works, as `YYYY-MM-DD` in the zone. */
  holidays: readonly string[]
}

/** A stretch of time, in milliseconds since 1970, in which people work, or why they do not. */
export interface Piece {
  from: number
  to: number
  kind: 'work' | 'off_hours' | 'free_day' | 'holiday'
}

const DAY = 24 * 3_600_000

/** A search for working time ends here: a calendar without any hours must not search for ever. */
const FARTHEST = 3 * 366 * DAY

/**
 * The instant at which so much working time has passed since a start. Time that ends with a shift ends there, not when the
 * next one begins.
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
  let left = Math.round(seconds * 1000)
  for (const { from, to, kind } of piecesFrom(start.toMillis(), calendar)) {
    if (from > start.toMillis() + FARTHEST) return null
    if (kind !== 'work') continue
    if (to - from >= left) return DateTime.fromMillis(from + left, { zone: start.zone })
    left -= to - from
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
  if (!calendar) return (end.toMillis() - start.toMillis()) / 1000
  let sum = 0
  for (const { from, to, kind } of piecesBetween(start, end, calendar)) {
    if (kind === 'work') sum += to - from
  }
  return sum / 1000
}

/** Every stretch of work and of rest between two instants, in order and without gaps. */
export function* piecesBetween(
  start: DateTime,
  end: DateTime,
  calendar: BusinessCalendar
): Generator<Piece> {
  const last = end.toMillis()
  for (const piece of piecesFrom(start.toMillis(), calendar)) {
    if (piece.from >= last) return
    yield piece.to > last ? { ...piece, to: last } : piece
  }
}

/**
 * Walks through the time in pieces of one day and one offset each, for ever. A moment is worked when a clock on the wall
 * shows one of the hours: an hour that the clocks jump over is not there, one that they repeat is worked twice.
 */
function* piecesFrom(start: number, calendar: BusinessCalendar): Generator<Piece> {
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

/** Milliseconds after midnight on the wall. */
interface Shift {
  from: number
  to: number
}

/** The shifts of each weekday, Sunday first; in order, and those that touch or overlap as one. */
function shiftsByWeekday({ hours }: BusinessCalendar): Shift[][] {
  return [7, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const shifts = (hours[weekday] ?? [])
      .map(({ from, to }) => ({ from: sinceMidnight(from), to: sinceMidnight(to) }))
      .filter(({ from, to }) => to > from)
      .sort((a, b) => a.from - b.from)
    const merged: Shift[] = []
    for (const shift of shifts) {
      const last = merged.at(-1)
      if (last && shift.from <= last.to) last.to = Math.max(last.to, shift.to)
      else merged.push(shift)
    }
    return merged
  })
}

function sinceMidnight(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return (hour * 60 + minute) * 60_000
}
