import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { whereVisible } from '#models/scopes/visible_tickets'
import clock from '#services/clock'
import { remember } from '#services/dashboard/remember'

const DAYS = 7

export interface Day {
  date: DateTime
  created: number
  completed: number
}

/**
 * What was created and completed (of support tickets: resolved) on each of the last seven days, today included, in the
 * viewer's zone; of tickets he sees. Kept for five seconds.
 */
export function countWeek(viewer: User, zone: string): Promise<Day[]> {
  return remember(viewer.id, `week:${zone}`, async () => {
    const today = clock.now().setZone(zone).startOf('day')
    const first = today.minus({ days: DAYS - 1 })
    const created = await perDay(viewer, 'created_at', zone, first)
    const completed = await perDay(viewer, 'completed_at', zone, first)
    const resolved = await perDay(viewer, 'resolved_at', zone, first)
    return Array.from({ length: DAYS }, (_, index) => {
      const date = first.plus({ days: index })
      const key = date.toISODate()!
      return {
        date,
        created: created.get(key) ?? 0,
        completed: (completed.get(key) ?? 0) + (resolved.get(key) ?? 0),
      }
    })
  })
}

async function perDay(
  viewer: User,
  column: 'created_at' | 'completed_at' | 'resolved_at',
  zone: string,
  first: DateTime
): Promise<Map<string, number>> {
  const rows = await whereVisible(db.from('tickets').whereNull('tickets.deleted_at'), viewer)
    .where(`tickets.${column}`, '>=', first.toJSDate())
    .select(db.raw(`to_char(tickets.${column} at time zone ?, 'YYYY-MM-DD') as day`, [zone]))
    .select(db.raw('count(*) as count'))
    .groupBy('day')
  return new Map(rows.map((row: { day: string; count: number }) => [row.day, row.count]))
}
