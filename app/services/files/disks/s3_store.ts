import type { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { S3Driver } from '@adonisjs/drive/drivers/s3'
import type { SignedRead } from '#services/files/disks/blob_disk'
import type { BlobStore } from '#services/files/disks/blob_store'
import { cutIntoPieces } from '#services/files/disks/cut_into_pieces'
import { giveUpWaiting } from '#services/files/disks/give_up_waiting'
import { isMissing } from '#services/files/disks/is_missing'
import { SIGNED_SECONDS, type S3Place } from '#services/files/disks/places'
import { connectAll, patienceOf, type S3Clients } from '#services/files/disks/s3_clients'
import { forgetParts, putParts } from '#services/files/disks/s3_parts'

/** S3 wants 5 MB at least in every part but the last, and takes 10,000 parts. */
const PART = 5 * 1024 * 1024

/** A bucket of any store that speaks S3. */
export class S3Store extends S3Driver implements BlobStore {
  readonly #bucket: string
  readonly #clients: S3Clients

  constructor(readonly place: S3Place) {
    const clients = connectAll(place)
    super({
      client: clients.asking,
      bucket: place.bucket,
      visibility: 'private',
      supportsACL: false,
    })
    this.#bucket = place.bucket
    this.#clients = clients
  }

  async sizeOf(key: string): Promise<number | null> {
    try {
      const command = new HeadObjectCommand({ Bucket: this.#bucket, Key: key })
      const { ContentLength } = await this.#clients.asking.send(command)
      return ContentLength ?? null
    } catch (error) {
      if (!isMissing(error)) throw error
    }
    await this.#refuseWithoutBucket(key)
    return null
  }

  async readRange(key: string, start: number, end: number): Promise<Readable> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      Range: `bytes=${start}-${end}`,
    })
    return this.#open(command)
  }

  async getStream(key: string): Promise<Readable> {
    return this.#open(new GetObjectCommand({ Bucket: this.#bucket, Key: key }))
  }

  /** Small files in one go; large ones in parts, each of which is sent again when it fails. */
  async putStream(key: string, contents: Readable, { contentLength = Infinity } = {}) {
    const part = this.place.part ?? PART
    const isSmall = contentLength <= part
    // One byte more than it has: the piece is known to be the last before the end of the stream is.
    const pieces = cutIntoPieces(contents, isSmall ? contentLength + 1 : part)
    if (!isSmall) return putParts(this.#clients, { Bucket: this.#bucket, Key: key }, pieces)
    for await (const piece of pieces) await this.put(key, piece)
  }

  async signRead(key: string, { type, disposition }: SignedRead): Promise<string> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      ResponseContentType: type,
      ResponseContentDisposition: disposition,
      ResponseCacheControl: 'private, no-store',
    })
    return getSignedUrl(this.#clients.signing, command, { expiresIn: SIGNED_SECONDS })
  }

  async list(prefix: string, token?: string) {
    const { Contents: found = [], NextContinuationToken: next } = await this.#clients.asking.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ContinuationToken: token })
    )
    const blobs = found.map(({ Key, Size, LastModified, ETag }) => ({
      key: Key!,
      bytes: Size ?? 0,
      at: LastModified!,
      etag: ETag ?? '',
    }))
    return { blobs, next }
  }

  async forgetBroken(prefix: string, before: Date): Promise<void> {
    await forgetParts(this.#clients, { bucket: this.#bucket, prefix }, before)
  }

  /** The question for a size has an answer without words: that of a bucket which is not there looks the same. */
  async #refuseWithoutBucket(key: string) {
    try {
      const found = await this.readRange(key, 0, 0)
      found.destroy()
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }

  /** The client's own patience with a body would count the pauses of its reader as well. */
  async #open(command: GetObjectCommand): Promise<Readable> {
    const { Body } = await this.#clients.reading.send(command)
    return giveUpWaiting(Body as Readable, patienceOf(this.place))
  }
}
