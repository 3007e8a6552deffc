import { DateTime } from 'luxon'
import type { Range } from '#services/reports/report_question'
import type { Cadence } from '#services/subscriptions/subscription'

const UNIT = { daily: 'day', weekly: 'week', monthly: 'month' } as const
const STEP = { daily: { days: 1 }, weekly: { weeks: 1 }, monthly: { months: 1 } } as const

/**
 * The days that a sending tells of: the whole day, week (from Monday) or month before it, and those before them.
 * @param day of the sending, in the zone
 */
export function periodOf(
  cadence: Cadence,
  day: string,
  zone: string
): { range: Range; before: Range } {
  const unit = UNIT[cadence]
  const first = DateTime.fromISO(day, { zone }).startOf(unit).minus(STEP[cadence])
  const rangeFrom = (start: DateTime): Range => ({
    from: start.toISODate()!,
    to: start.endOf(unit).toISODate()!,
    zone,
  })
  return { range: rangeFrom(first), before: rangeFrom(first.minus(STEP[cadence])) }
}
