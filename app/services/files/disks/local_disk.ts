import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, unlink, utimes } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FSDriver } from '@adonisjs/drive/drivers/fs'
import { NotFound } from '#exceptions/refusals'
import type { BlobDisk } from '#services/files/disks/blob_disk'

/**
 * Blobs as files below one folder. A blob has its name only when it is whole: a full disk or a kill leaves at most a
 * `.part`, which nobody's row names and which is swept.
 */
export class LocalDisk extends FSDriver implements BlobDisk {
  readonly #root: string

  constructor(location: string) {
    super({ location, visibility: 'private' })
    this.#root = resolve(location)
  }

  async sizeOf(key: string): Promise<number | null> {
    const path = this.#within(key)
    const found = path && (await stat(path).catch(nothingThere))
    return found && found.isFile() ? found.size : null
  }

  async readRange(key: string, start: number, end: number): Promise<Readable> {
    const path = this.#within(key)
    const file = path && (await open(path).catch(nothingThere))
    if (!file) throw new NotFound()
    return file.createReadStream({ start, end })
  }

  async takeFile(path: string, key: string): Promise<void> {
    const target = await this.#makeRoom(key)
    try {
      // As a blob it is new, however long ago its last part came: the sweeper goes by its age until a row names it.
      const now = new Date()
      await utimes(path, now, now)
      await rename(path, target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
      await this.putStream(key, createReadStream(path))
      await unlink(path)
    }
  }

  async put(key: string, contents: string | Uint8Array): Promise<void> {
    await this.putStream(key, Readable.from([Buffer.from(contents)]))
  }

  async putStream(key: string, contents: Readable): Promise<void> {
    const target = await this.#makeRoom(key)
    const part = `${target}.${randomUUID()}.part`
    try {
      await pipeline(contents, createWriteStream(part, { flags: 'wx', mode: 0o600 }))
      await rename(part, target)
    } catch (error) {
      await rm(part, { force: true }).catch(() => {})
      throw error
    }
  }

  async signedUrl(): Promise<null> {
    return null
  }

  /** The sweeper finds a `.part` among the blobs. */
  async forgetBroken(): Promise<void> {}

  async #makeRoom(key: string): Promise<string> {
    const path = this.#within(key)
    if (!path) throw new Error(`"${key}" leads out of the folder of blobs.`)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return path
  }

  /** Keys are ours, unless somebody wrote them into a backup: none leads out of the folder. */
  #within(key: string): string | null {
    const path = resolve(this.#root, key)
    return path.startsWith(this.#root + sep) ? path : null
  }
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code && ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes(error.code))
    return null
  throw error
}
