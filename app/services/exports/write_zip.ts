import { pipeline, Readable } from 'node:stream'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { beginOf, directoryOf, endOf, type Written } from '#services/exports/zip_records'

type Pieces = AsyncIterable<string | Buffer> | Iterable<string | Buffer>

/** A file of an archive, written while it is made. */
export interface ZipEntry {
  name: string
  content: Pieces
  /** Bytes of its content, when they are known; from 4 GB on they must be. */
  bytes?: number
  /** It is packed already and kept as it is. */
  isStored?: boolean
  /** When it was made. */
  at?: Date
}

/** Sizes stand in 32 bits where nothing larger was announced: who writes more breaks off. */
const MOST_BYTES = 0xffff_ffff
/** Deflated content may grow a little. */
const WIDE_FROM = 0xff00_0000
/** What is deflated at a time: small pieces would cost more than they hold. */
const BLOCK = 64 * 1024

/** A zip archive, piece by piece, in memory that does not grow with what it holds (PKWARE APPNOTE 6.3, 4.3). */
export async function* writeZip(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>
): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const { name, content, bytes = 0, isStored = false, at } of entries) {
    const isWide = bytes >= WIDE_FROM
    const entry = {
      ...{ name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset },
      ...{ isStored, isWide, at },
    }
    const begin = beginOf(entry)
    yield begin
    const pieces = inBlocks(content, entry)
    for await (const piece of isStored ? pieces : deflated(pieces)) {
      entry.packed += piece.length
      yield piece
    }
    const end = endOf(entry)
    yield end
    offset += begin.length + entry.packed + end.length
    written.push(entry)
  }
  yield* directoryOf(written, offset)
}

async function* deflated(pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 4 })
  const blocks = Readable.from(pieces, { highWaterMark: 1 })
  pipeline(blocks, packer, () => {})
  for await (const piece of packer) yield piece
}

async function* inBlocks(content: Pieces, entry: Written): AsyncGenerator<Buffer> {
  let held = ''
  const take = (block: Buffer) => {
    entry.crc = crc32(block, entry.crc)
    entry.size += block.length
    if (entry.size > MOST_BYTES && !entry.isWide) throw new RangeError('A file is larger than 4 GB')
    return block
  }
  for await (const piece of content) {
    if (typeof piece !== 'string') yield take(piece)
    else if ((held += piece).length >= BLOCK) {
      yield take(Buffer.from(held))
      held = ''
    }
  }
  if (held) yield take(Buffer.from(held))
}
