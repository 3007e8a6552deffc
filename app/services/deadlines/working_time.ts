import { DateTime } from 'luxon'
import type { BusinessCalendar, Piece } from '#services/deadlines/business_calendar'
import { walkCalendar } from '#services/deadlines/walk_calendar'

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
  for (const { from, to, kind } of walkCalendar(start.toMillis(), calendar)) {
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
  for (const piece of walkCalendar(start.toMillis(), calendar)) {
    if (piece.from >= last) return
    yield piece.to > last ? { ...piece, to: last } : piece
  }
}
