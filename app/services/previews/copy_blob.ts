import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NotFound } from '#exceptions/refusals'
import { openBlob } from '#services/files/open_blob'

/**
 * Copies a blob from wherever it is kept to a file of this disk.
 * @returns false when the blob is gone
 */
export async function copyBlob(key: string, path: string): Promise<boolean> {
  try {
    const { bytes, read } = await openBlob(key)
    if (bytes === 0) await writeFile(path, '', { mode: 0o600 })
    else {
      const out = createWriteStream(path, { mode: 0o600 })
      await pipeline((await read(0, bytes - 1)) as Readable, out)
    }
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}
