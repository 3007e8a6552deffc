import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import Approval from '#models/approval'
import type { HistoryTicket } from '#services/tickets/history/find_history_ticket'

/** One version of a brief: the activity that made it, who and when. */
export interface BriefVersion {
  version: number
  activityId: number
  actorId: number | null
  action: string
  at: DateTime
}

/** What a person needs to understand a history in a minute, and whom its filter offers. */
export interface Story {
  versions: BriefVersion[]
  decisions: Approval[]
  /** Everybody who did something that the viewer may know of; null is the desk. */
  actorIds: (number | null)[]
}

/** Loads it in three queries. */
export async function loadStory({ ticket, withNotes, withRating }: HistoryTicket): Promise<Story> {
  const actors = db.from('activities').where('ticket_id', ticket.id).distinct('actor_id')
  if (!withNotes) actors.where('is_internal', false)
  if (!withRating) actors.whereNot('action', 'rated')
  const [versions, decisions, people] = await Promise.all([
    loadVersions(ticket.id),
    Approval.query().where('ticketId', ticket.id).orderBy('id'),
    actors,
  ])
  return { versions, decisions, actorIds: people.map((row) => row.actor_id) }
}

/** The versions of a brief that are kept, oldest first; tickets from before snapshots have none. */
export async function loadVersions(ticketId: number): Promise<BriefVersion[]> {
  const { rows } = await db.rawQuery(
    `select v.version, a.id, a.actor_id, a.action, a.created_at
     from (select (data ->> 'brief_version')::int as version, min(activity_id) as activity_id
       from ticket_snapshots where ticket_id = ? group by 1) v
     join activities a on a.id = v.activity_id
     order by v.version`,
    [ticketId]
  )
  return rows.map((row: Record<string, any>) => ({
    version: row.version,
    activityId: Number(row.id),
    actorId: row.actor_id,
    action: row.action,
    at: DateTime.fromJSDate(row.created_at, { zone: 'utc' }),
  }))
}
