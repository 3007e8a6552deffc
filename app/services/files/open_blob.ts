import type { Readable } from 'node:stream'
import { NotFound } from '#exceptions/refusals'
import { blobDisk } from '#services/files/disks/blob_disk'

export interface Blob {
  bytes: number
  /**
   * Reads from `start` to `end`, both included, as a stream; the whole blob without them. Rejects as `openBlob` does, before
   * the first byte.
   */
  read: (start?: number, end?: number) => Promise<Readable>
}

/**
 * Opens a stored blob for reading all or parts of it, on whatever disk; Drive itself reads whole files only.
 * @throws NotFound when the blob is gone; StorageAway 503 when nobody can say
 */
export async function openBlob(key: string): Promise<Blob> {
  const disk = blobDisk()
  const bytes = await disk.sizeOf(key)
  if (bytes === null) throw new NotFound()
  const read = async (start = 0, end = bytes - 1) =>
    disk.readRange(key, start, Math.min(end, bytes - 1))
  return { bytes, read }
}
