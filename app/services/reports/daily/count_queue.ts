import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { countedFacts } from '#services/reports/narrow_facts'
import { IS_LATE } from '#services/reports/where_moments'

/** Statuses of each part of the queue. */
export const QUEUE = {
  approval: ['requested', 'pending_creative'],
  not_started: ['approved', 'open'],
  in_progress: ['in_progress'],
} as const

export type QueueFigures = Record<keyof typeof QUEUE | 'overdue', number>

/** What lies there now; late as lists and cards mean it (where_late.ts). */
export async function countQueue(viewer: User | null): Promise<QueueFigures> {
  const now = clock.now().toJSDate()
  const counts = Object.entries(QUEUE).map(([part, statuses]) =>
    db.raw(`count(*) filter (where f.status = any(?))::int as ${part}`, [[...statuses]])
  )
  const range = { from: '', to: '', zone: '' }
  const [row] = await countedFacts({ question: { range }, viewer })
    .whereRaw('f.is_open')
    .select(...counts)
    .select(db.raw(`count(*) filter (where ${IS_LATE})::int as overdue`, [now, now]))
  return row
}
