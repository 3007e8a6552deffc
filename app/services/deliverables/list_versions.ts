import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { nameIn } from '#services/words/name_in'

/** One version as paper names it. */
export interface ListedVersion {
  deliverableId: number
  version: number
  name: string
  uploader: string
  createdAt: DateTime
}

/** More than paper tells; the proof report holds them all. */
const MOST = 1000

/** All versions of what was delivered on a ticket, by deliverable and number, in one query. */
export async function listVersions(ticketId: number): Promise<ListedVersion[]> {
  const rows = await db
    .from('deliverables as d')
    .join('attachments as a', 'a.deliverable_id', 'd.id')
    .join('users as u', 'u.id', 'a.uploader_id')
    .where('d.ticket_id', ticketId)
    .whereNull('d.removed_at')
    .orderBy('d.id')
    .orderBy('a.version')
    .limit(MOST)
    .select('a.deliverable_id', 'a.version', 'a.name', 'a.created_at')
    .select(db.raw(`${nameIn('u')} as uploader`))
  return rows.map((row) => ({
    deliverableId: row.deliverable_id,
    version: row.version,
    name: row.name,
    uploader: row.uploader,
    createdAt: DateTime.fromJSDate(row.created_at, { zone: 'utc' }),
  }))
}
