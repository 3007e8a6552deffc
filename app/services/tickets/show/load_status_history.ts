import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { Channel } from '#workflows/workflow'

/** Nobody reads more; the newest ones count. */
const MOST_MOVES = 200

/** One arrival of a ticket in a status. */
export interface StatusMove {
  action: string
  actorId: number | null
  channel: Channel
  status: string
  at: DateTime
  /** What was written along: a reason, what solved it. */
  note: string | null
  /** What else the activity names: a department, the number of another ticket. */
  name: string | null
}

/** Every status a ticket has stood in since its initial one, oldest first. */
export async function loadStatusHistory(ticketId: number): Promise<StatusMove[]> {
  const rows = await db
    .from('activities_in_full')
    .where('ticket_id', ticketId)
    .whereRaw(`(action = 'created' or (from_status is not null and from_status <> to_status))`)
    .orderBy('id', 'desc')
    .limit(MOST_MOVES)
    .select('action', 'actor_id', 'channel', 'to_status', 'created_at')
    .select(db.raw(`details->>'note' as note, details->>'name' as name`))
  return rows.reverse().map((row) => ({
    action: row.action,
    actorId: row.actor_id,
    channel: row.channel,
    status: row.to_status,
    at: DateTime.fromJSDate(row.created_at, { zone: 'utc' }),
    note: row.note,
    name: row.name,
  }))
}
