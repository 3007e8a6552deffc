import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'

/**
 * Throws away a file that its uploader no longer wants, row first. A file that a ticket took in the meantime stays.
 * @returns true when it was there to throw away
 */
export async function discardStaged(id: number, by: User): Promise<boolean> {
  const rows = await db
    .from('attachments')
    .where({ id, uploader_id: by.id })
    .whereNull('ticket_id')
    .delete(['drive_key', 'thumbnail_key'])
  await deleteBlobs(rows)
  return rows.length > 0
}

/** Deletes the blobs of rows that are gone; what is missing already is fine. */
export async function deleteBlobs(
  rows: { drive_key: string; thumbnail_key: string | null }[]
): Promise<void> {
  for (const { drive_key: key, thumbnail_key: thumbnail } of rows) {
    await drive.use().delete(key)
    if (thumbnail) await drive.use().delete(thumbnail)
  }
}
