import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Storage, type Bucket } from '@google-cloud/storage'
import { GCSDriver } from '@adonisjs/drive/drivers/gcs'
import type { SignedRead } from '#services/files/disks/blob_disk'
import type { BlobStore } from '#services/files/disks/blob_store'
import { giveUpWaiting } from '#services/files/disks/give_up_waiting'
import { isMissing } from '#services/files/disks/is_missing'
import { isByHost, SIGNED_SECONDS, type GcsPlace } from '#services/files/disks/places'

/** Seconds, all tries together. */
const PATIENCE = 20
/** Bytes a millisecond that an upload comes to at least, and the bytes of one that does not say how many it has. */
const SLOWEST = 50
const UNKNOWN = 200_000_000
/** Milliseconds that a body may pause. */
const SILENCE = 10_000

/** A bucket of Google Cloud Storage. */
export class GcsStore extends GCSDriver implements BlobStore {
  readonly #bucket: Bucket
  readonly #patience: number
  readonly #isByHost: boolean

  constructor({ bucket, keyFile, endpoint, patience = SILENCE }: GcsPlace) {
    const storage = new Storage({
      keyFilename: keyFile,
      apiEndpoint: endpoint,
      timeout: PATIENCE * 1000,
      retryOptions: { autoRetry: true, maxRetries: 2, totalTimeout: PATIENCE },
    })
    super({ storage, bucket, visibility: 'private', usingUniformAcl: true })
    this.#bucket = storage.bucket(bucket)
    this.#patience = patience
    this.#isByHost = isByHost({ bucket, endpoint })
  }

  async sizeOf(key: string): Promise<number | null> {
    try {
      const [{ size }] = await this.#bucket.file(key).getMetadata()
      return Number(size)
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async readRange(key: string, start: number, end: number): Promise<Readable> {
    return this.#open(key, { start, end })
  }

  async getStream(key: string): Promise<Readable> {
    return this.#open(key, {})
  }

  async putStream(key: string, contents: Readable, { contentLength = UNKNOWN } = {}) {
    const file = this.#bucket.file(key)
    // Its client gives an upload no more time than a question, whatever it is told.
    const timeout = PATIENCE * 1000 + contentLength / SLOWEST
    file.interceptors.push({ request: (asked: any) => ({ ...asked, timeout }) })
    const target = file.createWriteStream({ resumable: false })
    // What was sent last may still lie in buffers of this machine.
    const silence = 3 * this.#patience
    const timer = setTimeout(() => target.destroy(new Error('The line fell silent.')), silence)
    async function* watched() {
      for await (const chunk of contents) {
        timer.refresh()
        yield chunk
      }
    }
    await pipeline(watched, target).finally(() => clearTimeout(timer))
  }

  async signRead(key: string, { type, disposition }: SignedRead): Promise<string> {
    const [address] = await this.#bucket.file(key).getSignedUrl({
      version: 'v4',
      action: 'read',
      virtualHostedStyle: this.#isByHost,
      expires: Date.now() + SIGNED_SECONDS * 1000,
      responseType: type,
      responseDisposition: disposition,
    })
    return address
  }

  async list(prefix: string, token?: string) {
    const [files, next] = await this.#bucket.getFiles({
      prefix,
      pageToken: token,
      maxResults: 1000,
      autoPaginate: false,
    })
    const blobs = files.map(({ name, metadata }) => ({
      key: name,
      bytes: Number(metadata.size),
      at: new Date(metadata.updated!),
      etag: metadata.etag ?? '',
    }))
    return { blobs, next: (next as { pageToken?: string } | null)?.pageToken }
  }

  /** Waits for the first bytes, so that a missing or unreachable blob is told before anything is sent on. */
  async #open(key: string, part: { start?: number; end?: number }): Promise<Readable> {
    const source = this.#bucket.file(key).createReadStream({ ...part, validation: false })
    // The client says nothing when a body ends early.
    const stream = giveUpWaiting(source, this.#patience)
    await new Promise((resolve, reject) => {
      stream.once('error', reject).once('readable', resolve)
    })
    return stream
  }

  /** What breaks off leaves nothing: the object comes to be with its last byte. */
  async forgetBroken(): Promise<void> {}
}
