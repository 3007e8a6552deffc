import { DateTime } from 'luxon'
import env from '#start/env'
import clock from '#services/clock'
import type { Range } from '#services/reports/report_question'
import { startOfDay } from '#services/reports/start_of_day'

/** A month in the organisation's zone. */
export interface Month {
  year: number
  month: number
  /** Its first day, which is its name in the database. */
  key: string
  zone: string
  /** Its days; of the month that runs, those up to today. */
  range: Range
  startsAt: DateTime
  endsAt: DateTime
  isOver: boolean
}

/** A month by its numbers. @param zone the organisation's, unless it was another one when the month was frozen */
export function monthOf(year: number, month: number, zone = env.get('TIME_ZONE')): Month {
  const first = DateTime.utc(year, month, 1)
  const startsAt = startOfDay(first.toISODate()!, zone)
  const endsAt = startOfDay(first.plus({ months: 1 }).toISODate()!, zone)
  const now = clock.now().setZone(zone)
  const isOver = endsAt <= now
  const last = isOver ? endsAt.minus({ days: 1 }) : DateTime.max(now, startsAt)
  return {
    year,
    month,
    key: startsAt.toISODate()!,
    zone,
    range: { from: startsAt.toISODate()!, to: last.toISODate()!, zone },
    startsAt,
    endsAt,
    isOver,
  }
}

/** The month that some months earlier or later. */
export function monthFrom({ year, month }: Pick<Month, 'year' | 'month'>, by: number): Month {
  const there = DateTime.utc(year, month, 1).plus({ months: by })
  return monthOf(there.year, there.month)
}

/** The month of an instant. */
export function monthAt(at: DateTime): Month {
  const there = at.setZone(env.get('TIME_ZONE'))
  return monthOf(there.year, there.month)
}
