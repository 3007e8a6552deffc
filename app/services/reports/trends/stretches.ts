import { DateTime } from 'luxon'
import { daysOf, type Range } from '#services/reports/report_question'
import { startOfDay } from '#services/reports/start_of_day'

export type Unit = 'day' | 'week' | 'month'

/** Days, weeks (from Monday) or months of a range, cut to it; days included at both ends. */
export interface Stretches {
  unit: Unit
  all: Pick<Range, 'from' | 'to'>[]
  /** The instants at which they begin, and the one at which the last has ended. */
  edges: Date[]
}

/** Up to so many days day by day, then week by week; a page of some hundred weeks is read by nobody. */
const MOST_DAYS = 45
const MOST_WEEKS_DAYS = 550

/** Cuts a range into what a trend is drawn of. */
export function stretchesOf(range: Range): Stretches {
  const days = daysOf(range)
  const unit = days.length <= MOST_DAYS ? 'day' : days.length <= MOST_WEEKS_DAYS ? 'week' : 'month'
  const all: Stretches['all'] = []
  for (const day of days) {
    const last = all.at(-1)
    if (last && !begins(day, unit)) last.to = day
    else all.push({ from: day, to: day })
  }
  const starts = all.map(({ from }) => startOfDay(from, range.zone).toJSDate())
  return { unit, all, edges: [...starts, startOfDay(range.to, range.zone, 1).toJSDate()] }
}

function begins(day: string, unit: Unit): boolean {
  if (unit === 'day') return true
  const date = DateTime.fromISO(day, { zone: 'utc' })
  return unit === 'week' ? date.weekday === 1 : date.day === 1
}
