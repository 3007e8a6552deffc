import { BackupTrouble } from '#services/backup/backup_trouble'
import { readBackup, type ReadBackup } from '#services/backup/read_backup'

/**
 * Reads a backup and holds every byte of it against its hashes, until told to stop.
 * @throws BackupTrouble
 */
export async function checkAgain(path: string, signal: AbortSignal): Promise<ReadBackup> {
  const heed = () => {
    if (signal.aborted) throw new BackupTrouble('stopped')
  }
  heed()
  return readBackup(path, {
    rows: async () => heed(),
    file: async (_key, _bytes, chunks) => {
      for await (const chunk of chunks) if (chunk) heed()
    },
  })
}
