import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { blobDisk } from '#services/files/disks/blob_disk'
import { RemoteDisk } from '#services/files/disks/remote_disk'

/** Beside the blobs of a bucket: which desk they belong to. */
export const MARK = 'desk'
const SETTING = 'filesMark'

/**
 * Whose the place of the files is. A desk that was given the bucket of another one by mistake, such as a trial with the
 * variables of the real one, would sweep away all that it does not know. A folder is always the desk's own.
 */
export async function whosePlace(): Promise<'own' | 'foreign' | 'nobodys'> {
  const disk = blobDisk()
  if (!(disk instanceof RemoteDisk)) return 'own'
  if (!(await disk.exists(MARK))) return 'nobodys'
  return (await disk.get(MARK)) === (await ownMark()) ? 'own' : 'foreign'
}

/**
 * Marks a bucket that is nobody's yet as this desk's.
 * @returns false when it belongs to another desk
 */
export async function claimPlace(): Promise<boolean> {
  const whose = await whosePlace()
  if (whose !== 'nobodys') return whose === 'own'
  const setting = { key: SETTING, value: JSON.stringify(randomUUID()) }
  await db.table('settings').insert(setting).onConflict('key').ignore()
  await blobDisk().put(MARK, (await ownMark())!)
  return true
}

async function ownMark(): Promise<string | null> {
  const row = await db.from('settings').where('key', SETTING).first()
  return row?.value ?? null
}
