import { DateTime } from 'luxon'
import { afterPauses, type Pause } from '#services/deadlines/pauses'
import type { BusinessCalendar, Piece } from '#services/deadlines/business_calendar'
import { piecesBetween, workingSecondsBetween } from '#services/deadlines/working_time'

/** Why nobody worked. */
export type Rest = Exclude<Piece['kind'], 'work'>

/** How a deadline came about. Start, time given, pauses and rest add up to its end, to the millisecond. */
export interface DeadlineSum {
  start: DateTime
  /** Working seconds that the rule gave. */
  given: number
  /** The pauses before the end, each with its working seconds: so much later the end is. */
  pauses: { pause: Pause; seconds: number }[]
  /** Seconds in which nobody worked, paused or not. */
  rest: Record<Rest, number>
  /** The holidays among them, as `YYYY-MM-DD` in the zone of the calendar. */
  holidays: string[]
  /** Null while the clock stands still, or when the calendar holds no such amount of time. */
  end: DateTime | null
  /** Working seconds that are left while the clock stands still with some left. */
  left: number | null
}

/** Adds up a deadline from its start; pure. */
export function addUpDeadline(
  start: DateTime,
  given: number,
  pauses: Pause[],
  calendar: BusinessCalendar | null
): DeadlineSum {
  const end = afterPauses(start, given, pauses, calendar)
  const stands = end ? null : pauses.find((pause) => !pause.end)
  const until = end ?? stands?.start ?? start
  const counted = pausesUntil(start, until, pauses, calendar)
  const paused = counted.reduce((sum, { seconds }) => sum + seconds, 0)
  const used = workingSecondsBetween(start, until, calendar) - paused
  return {
    start,
    given,
    pauses: counted,
    ...restBetween(start, until, calendar),
    end,
    left: stands ? Math.max(0, given - used) : null,
  }
}

function pausesUntil(
  start: DateTime,
  until: DateTime,
  pauses: Pause[],
  calendar: BusinessCalendar | null
) {
  const counted: DeadlineSum['pauses'] = []
  let from = start
  for (const pause of pauses) {
    if (!pause.end || pause.start >= until) break
    const begin = DateTime.max(from, pause.start)
    const end = DateTime.min(pause.end, until)
    counted.push({ pause, seconds: workingSecondsBetween(begin, end, calendar) })
    from = DateTime.max(from, pause.end)
  }
  return counted
}

function restBetween(start: DateTime, end: DateTime, calendar: BusinessCalendar | null) {
  const rest: DeadlineSum['rest'] = { off_hours: 0, free_day: 0, holiday: 0 }
  const holidays = new Set<string>()
  for (const { from, to, kind } of calendar ? piecesBetween(start, end, calendar) : []) {
    if (kind === 'work') continue
    rest[kind] += (to - from) / 1000
    if (kind === 'holiday') {
      holidays.add(DateTime.fromMillis(from, { zone: calendar!.zone }).toISODate()!)
    }
  }
  return { rest, holidays: [...holidays] }
}
