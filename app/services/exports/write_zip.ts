import { pipeline, Readable } from 'node:stream'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { beginOf, directoryOf, endOf, type Written } from '#services/exports/zip_records'

/** A file of an archive, written while it is made. */
export interface ZipEntry {
  name: string
  content: AsyncIterable<string> | Iterable<string>
}

/** Sizes stand in 32 bits; who writes more breaks off rather than give out what cannot be opened. */
const MOST_BYTES = 0xffff_ffff
/** What is deflated at a time: small pieces would cost more than they hold. */
const BLOCK = 64 * 1024

/** A zip archive, piece by piece, in memory that does not grow with what it holds (PKWARE APPNOTE 6.3, 4.3). */
export async function* writeZip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset }
    yield beginOf(entry)
    for await (const piece of deflated(content, entry)) {
      entry.packed += piece.length
      yield piece
    }
    yield endOf(entry)
    offset += 30 + entry.name.length + entry.packed + 16
    if (offset > MOST_BYTES) throw new RangeError('The archive is larger than 4 GB')
    written.push(entry)
  }
  yield* directoryOf(written, offset)
}

async function* deflated(content: ZipEntry['content'], entry: Written): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 4 })
  const blocks = Readable.from(inBlocks(content, entry), { highWaterMark: 1 })
  pipeline(blocks, packer, () => {})
  for await (const piece of packer) yield piece
}

async function* inBlocks(content: ZipEntry['content'], entry: Written): AsyncGenerator<Buffer> {
  let held = ''
  const take = () => {
    const block = Buffer.from(held)
    held = ''
    entry.crc = crc32(block, entry.crc)
    entry.size += block.length
    if (entry.size > MOST_BYTES) throw new RangeError('A file is larger than 4 GB')
    return block
  }
  for await (const text of content) {
    held += text
    if (held.length >= BLOCK) yield take()
  }
  if (held) yield take()
}
