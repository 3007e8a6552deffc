import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { findStanding } from '#services/tickets/find_standing'
import { mayReadNotes } from '#services/tickets/may'

/** A file in the row of all files of a ticket. */
export interface GalleryRow {
  id: number
  name: string
  mime: string
  bytes: number
  thumbnail_key: string | null
  screen_key: string | null
  drive_key: string
  comment_id: number | null
  deliverable_id: number | null
  /** Its deliverable's name. */
  deliverable: string | null
  version: number | null
  is_newest: boolean
  created_at: Date
}

export interface Gallery {
  ticket: Ticket
  rows: GalleryRow[]
}

/**
 * All files of a ticket that this person may see: those of the brief, deliverables with their versions, those of the talk.
 * @throws NotFound for strangers and for tickets in the trash
 */
export async function listGallery(ticketId: number, viewer: User): Promise<Gallery> {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  const query = db
    .from('attachments as a')
    .leftJoin('comments as c', 'c.id', 'a.comment_id')
    .leftJoin('deliverables as d', 'd.id', 'a.deliverable_id')
    .where('a.ticket_id', ticketId)
    .whereNull('a.removed_at')
    .whereNull('d.removed_at')
    .orderByRaw(`array_position(array['brief', 'deliverable', 'comment'], a.kind), d.id, a.id`)
    .select('a.id', 'a.name', 'a.mime', 'a.bytes', 'a.thumbnail_key', 'a.screen_key', 'a.drive_key')
    .select('a.comment_id', 'a.deliverable_id', 'a.version', 'd.name as deliverable')
    .select('a.created_at')
    .select(db.raw('(d.id is null or d.current_id = a.id) as is_newest'))
  if (!mayReadNotes(standing)) query.whereRaw('c.is_internal is not true')
  const rows = await query
  return { ticket, rows: rows.map((row) => ({ ...row, bytes: Number(row.bytes) })) }
}

/**
 * A file with those around it. Of a deliverable the newest version stands in the row, and the one that is looked at.
 * @throws NotFound for strangers and for a file that is not among those he may see
 */
export async function findInGallery(ticketId: number, id: number, viewer: User) {
  const { ticket, rows } = await listGallery(ticketId, viewer)
  const shown = rows.filter((row) => row.is_newest || row.id === id)
  const at = shown.findIndex((row) => row.id === id)
  if (at < 0) throw new NotFound()
  const file = await Attachment.query().where('id', id).preload('uploader').firstOrFail()
  return { ticket, rows: shown, at, file }
}
