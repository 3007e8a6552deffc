import { blobDisk } from '#services/files/disks/blob_disk'
import { reasonOf } from '#services/files/disks/storage_away'
import { whosePlace } from '#services/files/own_place'

/** No blob has this key: that the disk says so is the sign of life. */
const NOBODYS = 'attachments/sign-of-life'
const PATIENCE = 1_000

/** What is wrong with the place of the files: it does not answer (and why), or belongs to another desk. */
export interface FilesTrouble {
  kind: 'away' | 'foreign'
  reason: string
}

/** @returns null when all is well; never throws, and answers within a second or two */
export async function findTrouble(): Promise<FilesTrouble | null> {
  const away = await whyAway()
  if (away) return { kind: 'away', reason: away }
  const whose = await whosePlace().catch(() => 'own')
  return whose === 'foreign' ? { kind: 'foreign', reason: '' } : null
}

/** Asks the disk for a sign of life. @returns what it, or the line to it, says; null when it answers */
export function whyAway(): Promise<string | null> {
  return Promise.race([
    blobDisk()
      .sizeOf(NOBODYS)
      .then(() => null, reasonOf),
    new Promise<string>((resolve) => setTimeout(resolve, PATIENCE, 'no answer').unref()),
  ])
}
