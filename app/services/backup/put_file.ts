import { Readable } from 'node:stream'
import drive from '@adonisjs/drive/services/main'
import { BackupTrouble, asTrouble } from '#services/backup/backup_trouble'
import { isKey } from '#services/backup/format'

/** Puts a file of a backup back. Its key was checked: it names a place among the attachments and nothing else. */
export async function putFile(
  key: string,
  bytes: number,
  chunks: AsyncIterable<Buffer>
): Promise<void> {
  if (!isKey(key)) throw new BackupTrouble('damaged_entry', { name: key })
  try {
    await drive.use().putStream(key, Readable.from(chunks), { contentLength: bytes })
  } catch (error) {
    throw asTrouble(error, `files/${key}`)
  }
}
