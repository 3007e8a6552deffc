import db from '@adonisjs/lucid/services/db'

export interface ShownFile {
  id: number
  name: string
  mime: string
  kind: string
  commentId: number | null
  uploaderId: number
  bytes: number
  width: number | null
  height: number | null
  /** Its page, among the others of the ticket. */
  href: string
  thumbnail: string | null
}

/** The files of a ticket's brief and talk that this viewer may see: a file on a note is seen like the note. */
export async function loadFiles(ticketId: number, withNotes: boolean): Promise<ShownFile[]> {
  const query = db
    .from('attachments')
    .leftJoin('comments', 'comments.id', 'attachments.comment_id')
    .where('attachments.ticket_id', ticketId)
    .whereNot('attachments.kind', 'deliverable')
    .whereNull('attachments.removed_at')
    .orderBy('attachments.id')
    .select('attachments.*')
  if (!withNotes) query.whereRaw('comments.is_internal is not true')
  const rows = await query
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mime: row.mime,
    kind: row.kind,
    commentId: row.comment_id,
    uploaderId: row.uploader_id,
    bytes: Number(row.bytes),
    width: row.width,
    height: row.height,
    href: `/tickets/${ticketId}/files/${row.id}`,
    thumbnail: row.thumbnail_key ? `/tickets/${ticketId}/attachments/${row.id}/thumbnail` : null,
  }))
}
