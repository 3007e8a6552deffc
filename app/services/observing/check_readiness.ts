import db from '@adonisjs/lucid/services/db'
import { blobDisk } from '#services/files/disks/blob_disk'

export interface Readiness {
  isReady: boolean
  database: 'ok' | 'away'
  /** Told, but no reason to be sent nobody any more: every other node has the same disk, and all else works without it. */
  files: 'ok' | 'away'
}

const PATIENCE = 1_000

/** No blob has this key: that the disk says so is the sign of life. */
const NOBODYS = 'attachments/sign-of-life'

/** Asks the database and the disk of the files for a sign of life; never throws, and answers within a second. */
export async function checkReadiness(): Promise<Readiness> {
  const [database, files] = await Promise.all([
    inTime(db.rawQuery('select 1')),
    inTime(blobDisk().sizeOf(NOBODYS)),
  ])
  return { isReady: database === 'ok', database, files }
}

function inTime(sign: Promise<unknown>): Promise<'ok' | 'away'> {
  return Promise.race([
    sign.then(
      () => 'ok' as const,
      () => 'away' as const
    ),
    new Promise<'away'>((resolve) => setTimeout(resolve, PATIENCE, 'away').unref()),
  ])
}
