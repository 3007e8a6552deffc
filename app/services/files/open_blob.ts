import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { NotFound } from '#exceptions/refusals'
import env from '#start/env'

export interface Blob {
  bytes: number
  /** Reads from `start` to `end`, both included. */
  read: (start: number, end: number) => NodeJS.ReadableStream
}

/**
 * Opens a stored blob for reading parts of it; Drive itself reads whole files only. Keys are ours (config/drive.ts keeps
 * them below `files`), unless somebody wrote them into a backup: none leads out of there.
 * @throws NotFound when the blob is gone
 */
export async function openBlob(key: string): Promise<Blob> {
  const root = resolve(env.get('DATA_DIR'), 'files')
  const path = resolve(root, key)
  const found = path.startsWith(root + sep) ? await stat(path).catch(() => null) : null
  if (!found?.isFile()) throw new NotFound()
  return { bytes: found.size, read: (start, end) => createReadStream(path, { start, end }) }
}
