import { DateTime } from 'luxon'
import { countDays, NOTHING, type DayFigures } from '#services/reports/daily/count_days'
import { countQueue, type QueueFigures } from '#services/reports/daily/count_queue'
import { daysOf, type Range } from '#services/reports/report_question'
import type User from '#models/user'

/** Days that the chart of the daily report shows. */
const DAYS_SHOWN = 14

export interface DailyFigures {
  yesterday: DayFigures
  /** From the first of the month up to yesterday. */
  month: DayFigures
  monthRange: Range
  series: ({ day: string } & DayFigures)[]
  queue: QueueFigures
}

/**
 * What the daily report tells (shared/metrics), in three queries.
 * @param day on which it is sent, in the zone
 * @param viewer null for all tickets of the house
 */
export async function dailyFigures(
  viewer: User | null,
  day: string,
  zone: string
): Promise<DailyFigures> {
  const last = DateTime.fromISO(day, { zone }).minus({ days: 1 })
  const iso = (date: DateTime) => date.toISODate()!
  const monthRange = { from: iso(last.startOf('month')), to: iso(last), zone }
  const shown = { from: iso(last.minus({ days: DAYS_SHOWN - 1 })), to: iso(last), zone }
  const from = shown.from < monthRange.from ? shown.from : monthRange.from
  const byDay = await countDays(viewer, { from, to: iso(last), zone })
  const ofDay = (one: string) => ({ day: one, ...(byDay.get(one) ?? NOTHING) })
  return {
    yesterday: ofDay(iso(last)),
    month: addDays(daysOf(monthRange).map(ofDay)),
    monthRange,
    series: daysOf(shown).map(ofDay),
    queue: await countQueue(viewer),
  }
}

function addDays(days: DayFigures[]): DayFigures {
  const sum = (key: keyof DayFigures) => days.reduce((total, day) => total + day[key], 0)
  return {
    created: sum('created'),
    completed: sum('completed'),
    output: sum('output'),
    video: sum('video'),
    image: sum('image'),
  }
}
