import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'

/** A brief and its people as an activity left them; see `takeSnapshot`. */
export interface SnapshotData {
  status: string
  priority: string
  title: string
  description: string
  request_type_id: number
  product_id: number | null
  quantity: number | null
  criteria: string | null
  file_format: string | null
  scheduled_start: string | null
  scheduled_end: string | null
  requesting_department_id?: number
  handling_department_id?: number
  assignee_id: number | null
  assigned_at: string | null
  items: { product_id: number; quantity: number; criteria: string | null }[]
  collaborators: number[]
  files: { id: number; name: string }[]
}

/** One version of a brief: as it was when it was made. */
export interface Snapshot {
  version: number
  activityId: number
  actorId: number | null
  action: string
  at: DateTime
  data: SnapshotData
}

/**
 * The first snapshot of each of these versions, in one query.
 * @throws NotFound for a version that never was, or that was not kept
 */
export async function loadSnapshots(ticketId: number, versions: number[]): Promise<Snapshot[]> {
  const { rows } = await db.rawQuery(
    `select distinct on ((s.data ->> 'brief_version')::int) (s.data ->> 'brief_version')::int as version,
       s.activity_id, s.data, a.actor_id, a.action, a.created_at
     from ticket_snapshots s join activities a on a.id = s.activity_id
     where s.ticket_id = ? and (s.data ->> 'brief_version')::int = any(?::int[])
     order by (s.data ->> 'brief_version')::int, s.activity_id`,
    [ticketId, versions] as never
  )
  return versions.map((version) => {
    const row = rows.find((one: { version: number }) => one.version === version)
    if (!row) throw new NotFound()
    return {
      version,
      activityId: Number(row.activity_id),
      actorId: row.actor_id,
      action: row.action,
      at: DateTime.fromJSDate(row.created_at, { zone: 'utc' }),
      data: row.data,
    }
  })
}
