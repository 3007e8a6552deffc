import db from '@adonisjs/lucid/services/db'
import { NotFound, Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import clock from '#services/clock'
import { bytesArrived, type ResumableUpload } from '#services/files/resumable/uploads_folder'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * An upload of this person's own, with the bytes that have arrived.
 * @throws NotFound for everybody else and for what was never begun; Refusal 410 once its time or its parts are gone
 */
export async function findUpload(
  id: unknown,
  by: User
): Promise<{ upload: ResumableUpload; offset: number }> {
  if (typeof id !== 'string' || !UUID.test(id)) throw new NotFound()
  const row = await db.from('resumable_uploads').where({ id, user_id: by.id }).first()
  if (!row) throw new NotFound()
  const upload = uploadOf(row)
  if (upload.attachmentId) return { upload, offset: upload.bytes }
  const offset = await bytesArrived(id)
  const isOver = upload.expiresAt.getTime() <= clock.now().toMillis()
  if (offset === null || isOver) throw new Refusal('files.upload_gone', {}, 410)
  return { upload, offset }
}

/** What this person has not finished and can still go on with, newest first. */
export async function listUnfinished(by: User) {
  const rows = await db
    .from('resumable_uploads')
    .where('user_id', by.id)
    .whereNull('attachment_id')
    .where('expires_at', '>', clock.now().toJSDate())
    .orderBy('created_at', 'desc')
    .limit(50)
  const found = await Promise.all(
    rows.map(async ({ id, name, bytes, stamp }) => {
      return { id, name, bytes: Number(bytes), stamp, offset: await bytesArrived(id) }
    })
  )
  return found.filter(({ offset }) => offset !== null)
}

function uploadOf(row: any): ResumableUpload {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    bytes: Number(row.bytes),
    expiresAt: row.expires_at,
    attachmentId: row.attachment_id,
  }
}
