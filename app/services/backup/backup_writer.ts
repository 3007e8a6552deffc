import { createHash } from 'node:crypto'
import {
  FORMAT,
  GROUP,
  MANIFEST,
  numbered,
  type Line,
  type Manifest,
} from '#services/backup/format'
import { footerEnd, footerStart } from '#services/backup/footer'
import { BLOCK, padding, tarHeader } from '#services/backup/tar_header'

/** Where the bytes go: a file, or in a test a disk that fills up. */
export interface Sink {
  write: (bytes: Buffer) => Promise<void>
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Writes the entries of a backup one after the other, and keeps no more than one index in memory. */
export class BackupWriter {
  #hash = createHash('sha256')
  #group: Line[] = []
  #indexes: Line[] = []
  entries = 0
  bytes = 0

  constructor(readonly sink: Sink) {}

  async add(name: string, content: Buffer, facts: Partial<Line> = {}): Promise<void> {
    await this.#note(await this.#entry(name, content, facts))
  }

  /**
   * Writes an entry as it comes.
   * @throws Error when it has not that many bytes
   */
  async addStream(name: string, bytes: number, chunks: AsyncIterable<Buffer>): Promise<string> {
    await this.#write(tarHeader(name, bytes))
    const hash = createHash('sha256')
    let seen = 0
    for await (const chunk of chunks) {
      seen += chunk.length
      if (seen > bytes) break
      hash.update(chunk)
      await this.#write(chunk)
    }
    if (seen !== bytes) throw new Error(`${name} changed while it was copied`)
    await this.#write(padding(bytes))
    const digest = hash.digest('hex')
    await this.#note({ name, bytes, sha256: digest })
    return digest
  }

  /** Writes the manifest and the footer. @param seal makes what stands below the digest of all before it */
  async finish(
    sums: Omit<Manifest, 'format' | 'entries' | 'indexes'>,
    seal: (digest: Buffer) => Buffer
  ): Promise<void> {
    await this.#closeGroup()
    const manifest: Manifest = {
      format: FORMAT,
      entries: this.entries,
      indexes: this.#indexes,
      ...sums,
    }
    await this.#entry(MANIFEST, Buffer.from(JSON.stringify(manifest, null, 1)))
    await this.#write(Buffer.alloc(2 * BLOCK))
    const start = footerStart(FORMAT, this.bytes, seal(this.#hash.copy().digest()))
    await this.#write(start)
    await this.#write(footerEnd(start, this.#hash.copy().digest()))
  }

  async #entry(name: string, content: Buffer, facts: Partial<Line> = {}): Promise<Line> {
    await this.#write(tarHeader(name, content.length))
    await this.#write(content)
    await this.#write(padding(content.length))
    return { name, bytes: content.length, sha256: sha256(content), ...facts }
  }

  async #note(line: Line) {
    this.entries += 1
    this.#group.push(line)
    if (this.#group.length >= GROUP) await this.#closeGroup()
  }

  async #closeGroup() {
    if (this.#group.length === 0) return
    const content = Buffer.from(JSON.stringify(this.#group))
    this.#group = []
    const name = `index/${numbered(this.#indexes.length + 1)}.json`
    this.#indexes.push(await this.#entry(name, content))
  }

  async #write(bytes: Buffer) {
    if (bytes.length === 0) return
    this.#hash.update(bytes)
    this.bytes += bytes.length
    await this.sink.write(bytes)
  }
}
