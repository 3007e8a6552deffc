import { Disk } from '@adonisjs/drive'
import drive from '@adonisjs/drive/services/main'
import type { BlobDisk } from '#services/files/disks/blob_disk'
import { s3Options } from '#services/files/disks/places'
import { RemoteDisk } from '#services/files/disks/remote_disk'
import type { S3Server } from '#tests/support/s3/server'

/** Has this process keep its files on another disk. @returns what puts the disk of the configuration back */
export function useDisk(blobs: BlobDisk): () => void {
  const disk = new Disk(blobs)
  const own = Object.getOwnPropertyDescriptor(drive, 'use')
  Object.defineProperty(drive, 'use', { configurable: true, value: () => disk })
  return () => {
    if (own) Object.defineProperty(drive, 'use', own)
    else delete (drive as Partial<typeof drive>).use
  }
}

export function s3Disk(
  { place }: S3Server,
  { prefix = '', givesSignedUrls = false, pause = 0 } = {}
): RemoteDisk {
  return new RemoteDisk({ ...s3Options(place, prefix, givesSignedUrls), pause })
}
