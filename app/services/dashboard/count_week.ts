import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { remember } from '#services/dashboard/remember'
import { countedFacts, within } from '#services/reports/narrow_facts'
import { daysOf, type Range } from '#services/reports/report_question'

const DAYS = 7

export interface Day {
  date: DateTime
  created: number
  completed: number
}

/**
 * What was created and done on each of the last seven days, today included, in the viewer's zone: as the trends of the
 * analytics, of the tickets that count for him. Kept for five seconds.
 */
export function countWeek(viewer: User, zone: string): Promise<Day[]> {
  return remember(viewer.id, `week:${zone}`, async () => {
    const today = clock.now().setZone(zone)
    const [from, to] = [today.minus({ days: DAYS - 1 }), today].map((day) => day.toISODate()!)
    const range = { from, to, zone }
    const counts = await count(viewer, range)
    return daysOf(range).map((day) => ({
      date: DateTime.fromISO(day, { zone }),
      created: counts.get(`created ${day}`) ?? 0,
      completed: counts.get(`done ${day}`) ?? 0,
    }))
  })
}

async function count(viewer: User, range: Range): Promise<Map<string, number>> {
  const by = (kind: 'created' | 'done') => {
    const column = `f.${kind}_at`
    const day = `to_char(${column} at time zone ?, 'YYYY-MM-DD') as day`
    return within(countedFacts({ question: { range }, viewer }), column, range)
      .select(db.raw(`'${kind}' as kind, ${day}`, [range.zone]))
      .count('* as tickets')
      .groupBy('day')
  }
  const rows: any[] = await db.from(by('created').as('created')).unionAll([by('done')])
  return new Map(rows.map(({ kind, day, tickets }) => [`${kind} ${day}`, Number(tickets)]))
}
