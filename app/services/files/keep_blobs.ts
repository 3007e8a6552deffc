import logger from '@adonisjs/core/services/logger'
import { Refusal } from '#exceptions/refusals'
import { outsideLane } from '#middleware/overload_middleware'
import { blobDisk } from '#services/files/disks/blob_disk'
import { isFull } from '#services/files/disks/storage_away'

export interface NewBlobs {
  /** Where the file waits on this machine; it is gone afterwards. */
  path: string
  /** As people know it. */
  name: string
  key: string
  /** Smaller pictures of it, by their keys. */
  pictures: Map<string, Buffer>
}

/**
 * Stores a file and the pictures of it: all of them or nothing.
 * @throws Refusal 503 with a sentence that names the file, when there is no room or the disk does not answer
 */
export async function keepBlobs({ path, name, key, pictures }: NewBlobs): Promise<void> {
  const disk = blobDisk()
  await outsideLane(async () => {
    try {
      for (const [pictureKey, picture] of pictures) await disk.put(pictureKey, picture)
      await disk.takeFile(path, key)
    } catch (error) {
      for (const one of [key, ...pictures.keys()]) await disk.delete(one).catch(() => {})
      logger.error({ err: error }, 'a file could not be stored')
      throw new Refusal(isFull(error) ? 'files.disk_full' : 'files.not_stored', { name }, 503)
    }
  }, true)
}
