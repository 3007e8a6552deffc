import { AttachmentSchema } from '#database/schema'

/**
 * The columns of `attachments` that name a blob: all whose name ends in `_key`, so that a later one is deleted, swept,
 * purged and backed up without anybody thinking of it. The original comes first.
 */
export const BLOB_COLUMNS: readonly string[] = AttachmentSchema.$columns
  .filter((name) => name.endsWith('Key'))
  .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  .sort((one, other) => Number(other === 'drive_key') - Number(one === 'drive_key'))

/** A row of `attachments` with its blob columns, as the database has it. */
export type BlobRow = Record<string, unknown>

/** The keys of all blobs that belong to a row, the original first. */
export function blobKeys(row: BlobRow): string[] {
  return BLOB_COLUMNS.map((column) => row[column]).filter((key) => typeof key === 'string')
}
