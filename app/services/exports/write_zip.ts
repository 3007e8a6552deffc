import { pipeline, Readable } from 'node:stream'
import { createDeflateRaw, crc32 } from 'node:zlib'

/** A file of an archive, written while it is made. */
export interface ZipEntry {
  name: string
  content: AsyncIterable<string> | Iterable<string>
}

/** Sizes stand in 32 bits; who writes more breaks off rather than give out what cannot be opened. */
const MOST_BYTES = 0xffff_ffff
/** What is deflated at a time: small pieces would cost more than they hold. */
const BLOCK = 64 * 1024
/** Names are UTF-8, sizes follow the content. */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 1980: the files say nothing of when they were made. */
const DAY = 0x0021

interface Written {
  name: Buffer
  crc: number
  packed: number
  size: number
  offset: number
}

/** A zip archive, piece by piece, in memory that does not grow with what it holds (PKWARE APPNOTE 6.3, 4.3). */
export async function* writeZip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset }
    yield numbers('4 2 2 2 2 2 4 4 4 2 2', [
      ...[0x04034b50, 20, FLAGS, DEFLATED, 0, DAY, 0, 0, 0, entry.name.length, 0],
    ])
    yield entry.name
    for await (const piece of deflated(content, entry)) {
      entry.packed += piece.length
      yield piece
    }
    yield numbers('4 4 4 4', [0x08074b50, entry.crc, entry.packed, entry.size])
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

function* directoryOf(written: Written[], offset: number): Generator<Buffer> {
  let size = 0
  for (const { name, crc, packed, size: bytes, offset: at } of written) {
    yield numbers('4 2 2 2 2 2 2 4 4 4 2 2 2 2 2 4 4', [
      ...[0x02014b50, 20, 20, FLAGS, DEFLATED, 0, DAY, crc, packed, bytes, name.length],
      ...[0, 0, 0, 0, 0, at],
    ])
    yield name
    size += 46 + name.length
  }
  const { length } = written
  yield numbers('4 2 2 2 2 4 4 2', [0x06054b50, 0, 0, length, length, size, offset, 0])
}

/** Little-endian numbers of these widths in bytes, one after the other. */
function numbers(widths: string, values: number[]): Buffer {
  const each = widths.split(' ').map(Number)
  const bytes = Buffer.alloc(each.reduce((sum, width) => sum + width, 0))
  let at = 0
  for (const [index, width] of each.entries()) at = bytes.writeUIntLE(values[index], at, width)
  return bytes
}
