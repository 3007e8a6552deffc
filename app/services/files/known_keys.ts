import db from '@adonisjs/lucid/services/db'
import { BLOB_COLUMNS, blobKeys } from '#services/files/blob_keys'

/** Which of these keys belong to a row. */
export async function knownKeys(keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db
    .from('attachments')
    .where((any) => BLOB_COLUMNS.forEach((column) => any.orWhereIn(column, keys)))
    .select(...BLOB_COLUMNS)
  return new Set(rows.flatMap(blobKeys))
}
