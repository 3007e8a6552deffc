import drive from '@adonisjs/drive/services/main'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { BLOB_COLUMNS, blobKeys, type BlobRow } from '#services/files/blob_keys'

/**
 * Throws away a file that its uploader no longer wants, row first. A file that a ticket took in the meantime stays.
 * @returns true when it was there to throw away
 */
export async function discardStaged(id: number, by: User): Promise<boolean> {
  const rows = await db
    .from('attachments')
    .where({ id, uploader_id: by.id })
    .whereNull('ticket_id')
    .delete([...BLOB_COLUMNS])
  await deleteBlobs(rows)
  return rows.length > 0
}

/**
 * Deletes the blobs of rows that are gone; what is missing already is fine, and what cannot be deleted now is swept later.
 */
export async function deleteBlobs(rows: BlobRow[]): Promise<void> {
  for (const key of rows.flatMap(blobKeys)) {
    await drive
      .use()
      .delete(key)
      .catch((error) => logger.warn({ err: error }, 'a blob stays until it is swept'))
  }
}
