import { open, type FileHandle } from 'node:fs/promises'
import { BackupTrouble, asTrouble } from '#services/backup/backup_trouble'
import { ByteSource } from '#services/backup/byte_source'
import { EntryReader } from '#services/backup/entry_reader'
import { FORMAT, HEAD, type Head, type Manifest } from '#services/backup/format'
import { FOOTER, footerStart, readFooter, type Footer } from '#services/backup/footer'
import { BLOCK } from '#services/backup/tar_header'

/** What is done with the parts of a backup as they are read; each part was checked as far as that is possible by then. */
export interface Visit {
  head?: (head: Head) => Promise<void> | void
  rows?: (table: string, rows: Buffer) => Promise<void>
  /** Has to read all of it. */
  file?: (key: string, bytes: number, chunks: AsyncIterable<Buffer>) => Promise<void>
}

export interface ReadBackup {
  head: Head
  manifest: Manifest
  /** Bytes of the whole file. */
  bytes: number
  /** What `sealDigest` is asked about, and what stands there. */
  digest: Buffer
  seal: Buffer
}

/**
 * Reads a whole backup and holds every byte of it against its hashes. Takes a few megabytes of memory, however large it is.
 * @throws BackupTrouble that says what is wrong; only when it returns was everything as it was written
 */
export async function readBackup(path: string, visit: Visit = {}): Promise<ReadBackup> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r').catch((error) => {
      throw error.code === 'ENOENT' ? new BackupTrouble('no_file', { path }) : error
    })
    const found = await file.stat()
    if (!found.isFile()) throw new BackupTrouble('no_file', { path })
    const footer = await findFooter(file, found.size)
    return await readAll(new ByteSource(file, footer.bytes), footer, visit)
  } catch (error) {
    throw asTrouble(error, path)
  } finally {
    await file?.close()
  }
}

async function findFooter(file: FileHandle, size: number): Promise<Footer> {
  const footer = size > FOOTER ? readFooter(await read(file, size - FOOTER, FOOTER)) : null
  if (footer && footer.format > FORMAT) throw new BackupTrouble('newer', { version: '' })
  if (footer && footer.bytes === size - FOOTER) return footer
  if (footer) throw new BackupTrouble('wrong_length', { bytes: size - FOOTER - footer.bytes })
  const first = await read(file, 0, HEAD.length)
  const isOurs = first.toString() === HEAD
  throw new BackupTrouble(isOurs ? 'no_end' : 'not_a_backup', { at: size })
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  await file.read(buffer, 0, length, at)
  return buffer
}

async function readAll(source: ByteSource, footer: Footer, visit: Visit): Promise<ReadBackup> {
  const { head, manifest } = await new EntryReader(source, visit).read()
  const end = await source.take(2 * BLOCK)
  if (end.some((byte) => byte !== 0) || source.position !== footer.bytes) {
    throw new BackupTrouble('between', { at: source.position })
  }
  const digest = source.digest()
  const start = footerStart(footer.format, footer.bytes, footer.seal)
  // Everything that an entry holds was compared already: what is left are the manifest and the bytes between the entries.
  if (!source.digest(start).equals(footer.sha256)) throw new BackupTrouble('altered')
  return { head, manifest, digest, seal: footer.seal, bytes: footer.bytes + FOOTER }
}
