import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { BackupTrouble } from '#services/backup/backup_trouble'

const AT_ONCE = 256 * 1024

/** Reads a file from its beginning and counts every byte into one SHA-256. */
export class ByteSource {
  #hash = createHash('sha256')
  #buffer: Buffer = Buffer.alloc(0)
  #read = 0
  position = 0

  /** @param end where it stops, in bytes from the beginning */
  constructor(
    readonly file: FileHandle,
    readonly end: number
  ) {}

  /** @throws BackupTrouble when there are not that many */
  async take(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const chunk of this.chunks(bytes)) parts.push(chunk)
    return parts.length === 1 ? parts[0] : Buffer.concat(parts)
  }

  /** So many bytes, in pieces. @throws BackupTrouble when there are not that many */
  async *chunks(bytes: number): AsyncGenerator<Buffer> {
    let left = bytes
    while (left > 0) {
      if (this.#buffer.length === 0) await this.#fill()
      const chunk = this.#buffer.subarray(0, left)
      this.#buffer = this.#buffer.subarray(chunk.length)
      this.#hash.update(chunk)
      this.position += chunk.length
      left -= chunk.length
      yield chunk
    }
  }

  /** The SHA-256 of everything that was taken so far and of what is given. */
  digest(more: Buffer = Buffer.alloc(0)): Buffer {
    return this.#hash.copy().update(more).digest()
  }

  async #fill() {
    const length = Math.min(AT_ONCE, this.end - this.#read)
    const buffer = Buffer.allocUnsafe(length)
    const { bytesRead } = await this.file.read(buffer, 0, length, this.#read)
    if (bytesRead === 0) throw new BackupTrouble('cut_off', { at: this.position })
    this.#read += bytesRead
    this.#buffer = buffer.subarray(0, bytesRead)
  }
}
