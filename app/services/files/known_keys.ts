import db from '@adonisjs/lucid/services/db'
import { BLOB_COLUMNS, blobKeys } from '#services/files/blob_keys'

/**
 * Which of these keys belong to a row. Smaller pictures are named after their original, whose key alone is indexed: it is
 * looked up first, and only for the few that are left all rows are read.
 */
export async function knownKeys(keys: string[]): Promise<Set<string>> {
  const known = new Set<string>()
  const look = async (columns: readonly string[], wanted: string[]) => {
    if (wanted.length === 0) return
    const rows = await db
      .from('attachments')
      .where((any) => columns.forEach((column) => any.orWhereIn(column, wanted)))
      .select(...BLOB_COLUMNS)
    for (const key of rows.flatMap(blobKeys)) known.add(key)
  }
  await look(['drive_key'], [...new Set(keys.map(originalOf))])
  await look(
    BLOB_COLUMNS,
    keys.filter((key) => !known.has(key))
  )
  return known
}

/** `attachments/ab/abc.thumbnail.webp` is made of `attachments/ab/abc`. */
function originalOf(key: string): string {
  return key.replace(/(\/[^/.]+)\.[^/]*$/, '$1')
}
