import { createReadStream } from 'node:fs'
import { stat, unlink } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { DriveFile } from '@adonisjs/drive'
import type { ObjectMetaData } from '@adonisjs/drive/types'
import { isKey } from '#services/backup/format'
import { AskedStore } from '#services/files/disks/asked_store'
import type { BlobDisk, SignedRead } from '#services/files/disks/blob_disk'
import type { BlobStore } from '#services/files/disks/blob_store'
import { takeTurns } from '#services/files/take_turns'

export interface RemoteDiskOptions {
  /** Loads the client when it is first needed: no process pays for a client that it does not use. */
  load: () => Promise<BlobStore>
  /** What all keys begin with, ending in a slash, or nothing. */
  prefix: string
  givesSignedUrls: boolean
  /** Milliseconds in which a store that fell silent is left alone; for tests. */
  pause?: number
}

/** Uploads hold one part each in memory: so many at a time in one process. */
const UPLOADS = 4
const DELETES = 8

/** Blobs in a bucket, below a prefix of their own. */
export class RemoteDisk implements BlobDisk {
  readonly #store: AskedStore
  readonly #upload = takeTurns(UPLOADS)

  constructor(readonly options: RemoteDiskOptions) {
    this.#store = new AskedStore(options.load, options.pause)
  }

  sizeOf = (key: string) => this.#ask((store) => store.sizeOf(this.#full(key)))
  exists = async (key: string) => (await this.sizeOf(key)) !== null
  getStream = (key: string) => this.#ask((store) => store.getStream(this.#full(key)))
  getBytes = (key: string) => this.#ask((store) => store.getBytes(this.#full(key)))
  get = async (key: string) => Buffer.from(await this.getBytes(key)).toString('utf8')
  getMetaData = (key: string): Promise<ObjectMetaData> =>
    this.#ask((store) => store.getMetaData(this.#full(key)))
  delete = (key: string) => this.#ask((store) => store.delete(this.#full(key)))
  copy = (source: string, target: string) =>
    this.#ask((store) => store.copy(this.#full(source), this.#full(target)))
  getVisibility = async () => 'private' as const
  setVisibility = async () => {}

  async readRange(key: string, start: number, end: number): Promise<Readable> {
    return this.#ask((store) => store.readRange(this.#full(key), start, end))
  }

  async put(key: string, contents: string | Uint8Array): Promise<void> {
    await this.#ask((store) => store.put(this.#full(key), Buffer.from(contents)))
  }

  async putStream(key: string, contents: Readable, options: { contentLength?: number } = {}) {
    try {
      await this.#upload(() =>
        this.#ask((store) => store.putStream(this.#full(key), contents, options))
      )
    } finally {
      contents.destroy()
    }
  }

  async takeFile(path: string, key: string): Promise<void> {
    const { size } = await stat(path)
    await this.putStream(key, createReadStream(path), { contentLength: size })
    await unlink(path)
  }

  async move(source: string, target: string): Promise<void> {
    await this.copy(source, target)
    await this.delete(source)
  }

  async listAll(prefix: string, { paginationToken }: { paginationToken?: string } = {}) {
    const folder = this.#full(`${prefix.replace(/\/$/, '')}/`)
    const { blobs, next } = await this.#ask((store) => store.list(folder, paginationToken))
    const objects: DriveFile[] = []
    for (const { key, bytes, etag, at } of blobs) {
      const own = key.slice(this.options.prefix.length)
      // What others put there is none of ours, and is left alone.
      if (!isKey(own)) continue
      objects.push(new DriveFile(own, this, { contentLength: bytes, etag, lastModified: at }))
    }
    return { paginationToken: next, objects }
  }

  /** One after the other: not every store takes many at once. */
  async deleteAll(prefix: string): Promise<void> {
    const inTurn = takeTurns(DELETES)
    for (let token: string | undefined, isFirst = true; isFirst || token; isFirst = false) {
      const page = await this.listAll(prefix, { paginationToken: token })
      await Promise.all(page.objects.map(({ key }) => inTurn(() => this.delete(key))))
      token = page.paginationToken
    }
  }

  async signedUrl(key: string, read: SignedRead): Promise<string | null> {
    if (!this.options.givesSignedUrls) return null
    return this.#ask((store) => store.signRead(this.#full(key), read))
  }

  forgetBroken = (before: Date) =>
    this.#ask((store) => store.forgetBroken(this.options.prefix, before))

  getUrl = () => this.#never('getUrl')
  getSignedUrl = () => this.#never('getSignedUrl')
  getSignedUploadUrl = () => this.#never('getSignedUploadUrl')
  bucket = (): never => {
    throw new Error('There is one bucket.')
  }

  #full(key: string): string {
    return `${this.options.prefix}${key}`
  }

  async #never(name: string): Promise<never> {
    throw new Error(`${name} is not used: files are given out by signedUrl alone.`)
  }

  #ask<Result>(work: (store: BlobStore) => Promise<Result>): Promise<Result> {
    return this.#store.ask(work)
  }
}
