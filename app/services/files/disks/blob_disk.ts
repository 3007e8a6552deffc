import type { Readable } from 'node:stream'
import drive from '@adonisjs/drive/services/main'
import type { DriverContract } from '@adonisjs/drive/types'

export interface SignedRead {
  /** What the browser is told the file is, and how it is to be handled. */
  type: string
  disposition: string
}

/** What each of our disks can beyond Drive's contract. A disk that cannot be reached throws `StorageAway`. */
export interface BlobDisk extends DriverContract {
  /** @returns bytes; null when there is no such blob */
  sizeOf(key: string): Promise<number | null>
  /** The bytes from `start` to `end`, both included, as they come. */
  readRange(key: string, start: number, end: number): Promise<Readable>
  /** Moves a file of this machine in: whole, or not at all. */
  takeFile(path: string, key: string): Promise<void>
  /** @returns an address that is good for a minute, for anybody; null when this disk gives none */
  signedUrl(key: string, read: SignedRead): Promise<string | null>
  /** Removes what uploads left that broke off before then. */
  forgetBroken(before: Date): Promise<void>
}

/** Where blobs lie (`DRIVE_DISK`). */
export function blobDisk(): BlobDisk {
  return drive.use().driver as BlobDisk
}
