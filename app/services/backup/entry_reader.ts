import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { BackupTrouble } from '#services/backup/backup_trouble'
import { sha256 } from '#services/backup/backup_writer'
import type { ByteSource } from '#services/backup/byte_source'
import { checkHead } from '#services/backup/check_head'
import { checkSums } from '#services/backup/check_sums'
import { countRows } from '#services/backup/copy_rows'
import { compareLines } from '#services/backup/compare_lines'
import {
  MANIFEST,
  MOST_WHOLE,
  PART,
  parseName,
  type EntryName,
  type Head,
  type Line,
  type Manifest,
} from '#services/backup/format'
import type { Visit } from '#services/backup/read_backup'
import { BLOCK, padding, readTarHeader } from '#services/backup/tar_header'

const decompress = promisify(zstdDecompress)

/** Walks through the entries, from the head to the manifest, and compares each group of them with its index. */
export class EntryReader {
  #head: Head | null = null
  #group: Line[] = []
  #indexes: Line[] = []
  #entries = 0
  #rows = new Map<string, number>()
  #files = { count: 0, bytes: 0 }
  #last = ''

  constructor(
    readonly source: ByteSource,
    readonly visit: Visit
  ) {}

  /** @throws BackupTrouble that names what is wrong */
  async read(): Promise<{ head: Head; manifest: Manifest }> {
    for (;;) {
      const { name, bytes, kind } = await this.#nextHeader()
      if (!this.#head && kind.kind !== 'head') throw new BackupTrouble('not_a_backup')
      if (kind.kind === 'manifest') return this.#finish(await this.#whole(name, bytes))
      if (kind.kind === 'index') {
        const content = await this.#whole(name, bytes)
        const written = parse(name, content)
        if (!Array.isArray(written)) throw new BackupTrouble('damaged_entry', { name })
        compareLines(this.#group, written)
        this.#group = []
        this.#indexes.push({ name, bytes, sha256: sha256(content) })
      } else {
        this.#group.push(await this.#entry(name, bytes, kind))
        this.#entries += 1
      }
      this.#last = name
    }
  }

  async #nextHeader(): Promise<{ name: string; bytes: number; kind: EntryName }> {
    const at = this.source.position
    if (at + BLOCK > this.source.end) throw new BackupTrouble('missing_entry', { name: MANIFEST })
    const header = readTarHeader(await this.source.take(BLOCK))
    const kind = header && parseName(header.name)
    if (!header || !kind) throw new BackupTrouble('bad_header', { at, after: this.#last || '-' })
    if (at + BLOCK + header.bytes > this.source.end) {
      throw new BackupTrouble('damaged_entry', { name: header.name })
    }
    return { ...header, kind }
  }

  async #entry(name: string, bytes: number, kind: EntryName): Promise<Line> {
    if (kind.kind === 'file') return this.#file(name, kind.key, bytes)
    const content = await this.#whole(name, bytes)
    const line = { name, bytes, sha256: sha256(content) }
    if (kind.kind === 'rows') return this.#rowsOf(line, kind.table, content)
    if (this.#head) throw new BackupTrouble('added_entry', { name })
    this.#head = checkHead(content)
    await this.visit.head?.(this.#head)
    return line
  }

  async #rowsOf(line: Line, table: string, content: Buffer): Promise<Line> {
    const rows = await decompress(content, { maxOutputLength: PART }).catch((error) => {
      throw new BackupTrouble('damaged_entry', { name: line.name }, { cause: error })
    })
    if (!this.#head!.tables.some((one) => one.name === table)) {
      throw new BackupTrouble('added_entry', { name: line.name })
    }
    const count = countRows(rows)
    this.#rows.set(table, (this.#rows.get(table) ?? 0) + count)
    await this.visit.rows?.(table, rows)
    return { ...line, rows: count, raw: rows.length }
  }

  async #file(name: string, key: string, bytes: number): Promise<Line> {
    const hash = createHash('sha256')
    const chunks = hashing(this.source.chunks(bytes), hash)
    await this.visit.file?.(key, bytes, chunks)
    for await (const rest of chunks) void rest
    await this.#skipPadding(bytes)
    this.#files = { count: this.#files.count + 1, bytes: this.#files.bytes + bytes }
    return { name, bytes, sha256: hash.digest('hex') }
  }

  async #whole(name: string, bytes: number): Promise<Buffer> {
    if (bytes > MOST_WHOLE) throw new BackupTrouble('damaged_entry', { name })
    const content = await this.source.take(bytes)
    await this.#skipPadding(bytes)
    return content
  }

  async #skipPadding(bytes: number) {
    const at = this.source.position
    const zeros = await this.source.take(padding(bytes).length)
    if (zeros.some((byte) => byte !== 0)) throw new BackupTrouble('between', { at })
  }

  #finish(content: Buffer) {
    const manifest: Manifest = parse(MANIFEST, content)
    if (this.#group.length > 0) {
      throw new BackupTrouble('added_entry', { name: this.#group[0].name })
    }
    checkSums(manifest, {
      head: this.#head!,
      entries: this.#entries,
      indexes: this.#indexes,
      rows: this.#rows,
      files: this.#files,
    })
    return { head: this.#head!, manifest }
  }
}

function parse(name: string, content: Buffer): any {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch (error) {
    throw new BackupTrouble('damaged_entry', { name }, { cause: error })
  }
}

async function* hashing(chunks: AsyncGenerator<Buffer>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}
