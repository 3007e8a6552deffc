import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { NotFound } from '#exceptions/refusals'
import { openBlob } from '#services/files/open_blob'
import { readWhole } from '#services/files/read_whole'

/**
 * Copies a blob from wherever it is kept to a file of this disk.
 * @returns false when the blob is gone
 */
export async function copyBlob(key: string, path: string): Promise<boolean> {
  try {
    const blob = await openBlob(key)
    await pipeline(readWhole(blob), createWriteStream(path, { mode: 0o600 }))
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}
