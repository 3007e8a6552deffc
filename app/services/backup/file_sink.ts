import { open, rename, rm, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Sink } from '#services/backup/backup_writer'

/** Ends the name of a backup that is not whole yet. */
export const UNFINISHED = '.part'

/**
 * Lets `write` fill a file that only its owner reads and that has its name only when it is whole and on the disk: what a
 * crash or a full disk leaves behind is called otherwise.
 */
export async function writeWhole(
  path: string,
  write: (sink: Sink) => Promise<void>
): Promise<void> {
  const aside = `${path}${UNFINISHED}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rm(aside, { force: true })
  const file = await open(aside, 'wx', 0o600)
  try {
    await write({ write: async (bytes) => file.appendFile(bytes) })
    await file.sync()
    await file.close()
    await rename(aside, path)
    await syncDirectory(dirname(path))
  } catch (error) {
    await file.close().catch(() => {})
    await rm(aside, { force: true }).catch(() => {})
    throw error
  }
}

async function syncDirectory(path: string) {
  const directory = await open(path, 'r')
  await directory.sync().finally(() => directory.close())
}
