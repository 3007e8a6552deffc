import type { Readable } from 'node:stream'
import type { DriverContract } from '@adonisjs/drive/types'
import type { SignedRead } from '#services/files/disks/blob_disk'

export interface ListedBlob {
  key: string
  bytes: number
  at: Date
  etag: string
}

/** What a store elsewhere can, in its own keys; errors are those of its client. */
export interface BlobStore extends Pick<
  DriverContract,
  'getStream' | 'getBytes' | 'getMetaData' | 'copy' | 'delete'
> {
  sizeOf(key: string): Promise<number | null>
  readRange(key: string, start: number, end: number): Promise<Readable>
  put(key: string, contents: Uint8Array): Promise<void>
  /** @param bytes how many there are, when that is known */
  putStream(key: string, contents: Readable, options: { contentLength?: number }): Promise<void>
  signRead(key: string, read: SignedRead): Promise<string>
  list(prefix: string, token?: string): Promise<{ blobs: ListedBlob[]; next?: string }>
  forgetBroken(prefix: string, before: Date): Promise<void>
}
