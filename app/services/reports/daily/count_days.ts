import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { countedFacts, within } from '#services/reports/narrow_facts'
import type { Range } from '#services/reports/report_question'

/** What a day, or several, brought; completed and output are counted on the day on which a ticket was done. */
export interface DayFigures {
  created: number
  completed: number
  output: number
  video: number
  image: number
}

export const NOTHING: DayFigures = { created: 0, completed: 0, output: 0, video: 0, image: 0 }

/** What each day of a range brought, for the days that brought anything; in two queries. */
export async function countDays(
  viewer: User | null,
  range: Range
): Promise<Map<string, DayFigures>> {
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
