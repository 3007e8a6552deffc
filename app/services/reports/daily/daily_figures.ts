import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { countedFacts, within } from '#services/reports/narrow_facts'
import { daysOf, type Range } from '#services/reports/report_question'
import type User from '#models/user'

/** Days that the chart of the daily report shows. */
const DAYS_SHOWN = 14

/** What a day, or several, brought; completed and output are counted on the day on which a ticket was done. */
export interface DayFigures {
  created: number
  completed: number
  output: number
  video: number
  image: number
}

export interface DailyFigures {
  yesterday: DayFigures
  /** From the first of the month up to yesterday. */
  month: DayFigures
  monthRange: Range
  series: ({ day: string } & DayFigures)[]
  queue: Record<keyof typeof QUEUE | 'overdue', number>
}

/** Statuses of each part of the queue. */
export const QUEUE = {
  approval: ['requested', 'pending_creative'],
  not_started: ['approved', 'open'],
  in_progress: ['in_progress'],
} as const

const NOTHING: DayFigures = { created: 0, completed: 0, output: 0, video: 0, image: 0 }

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

async function countDays(viewer: User | null, range: Range): Promise<Map<string, DayFigures>> {
  const dayOf = (column: string) =>
    db.raw(`to_char(${column} at time zone ?, 'YYYY-MM-DD') as day`, [range.zone])
  const created = await within(countedFacts({ question: { range }, viewer }), 'f.created_at', range)
    .select(dayOf('f.created_at'), db.raw('count(*)::int as created'))
    .groupBy('day')
  const done = await within(countedFacts({ question: { range }, viewer }), 'f.done_at', range)
    .whereRaw('f.is_done')
    .select(dayOf('f.done_at'), db.raw('count(*)::int as completed'))
    .select(db.raw('sum(f.quantity)::int as output, sum(f.video)::int as video'))
    .select(db.raw('sum(f.image)::int as image'))
    .groupBy('day')
  const days = new Map<string, DayFigures>()
  for (const { day, ...counts } of [...created, ...done]) {
    days.set(day, { ...NOTHING, ...days.get(day), ...counts })
  }
  return days
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

/** What lies there now; late as lists and cards mean it (where_late.ts). */
async function countQueue(viewer: User | null): Promise<DailyFigures['queue']> {
  const now = clock.now().toJSDate()
  const counts = Object.entries(QUEUE).map(([part, statuses]) =>
    db.raw(`count(*) filter (where f.status = any(?))::int as ${part}`, [[...statuses]])
  )
  const range = { from: '', to: '', zone: '' }
  const [row] = await countedFacts({ question: { range }, viewer })
    .whereRaw('f.is_open')
    .select(...counts)
    .select(
      db.raw(
        `count(*) filter (where f.deadline_at < ?
          or (f.response_due_at < ? and f.first_response_at is null))::int as overdue`,
        [now, now]
      )
    )
  return row
}
