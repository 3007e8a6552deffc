/** Names are UTF-8, sizes follow the content. */
const FLAGS = 0x0808
const STORED = 0
const DEFLATED = 8
/** 1 January 1980, midnight: of what says nothing of when it was made. */
const MIDNIGHT_1980 = 0x0021_0000
const PLAIN = 20
/** Readers that know sizes of 64 bits (APPNOTE 4.4.3). */
const WIDE = 45
/** Says that a number stands in the extra field, because it needs more than 32 bits. */
const ELSEWHERE = 0xffff_ffff
const MANY = 0xffff

/** A file of an archive and what was written of it. */
export interface Written {
  name: Buffer
  crc: number
  packed: number
  size: number
  offset: number
  /** Kept as it is, not deflated. */
  isStored?: boolean
  /** May become larger than 32 bits tell: said before its first byte. */
  isWide?: boolean
  /** When it was made, in UTC. */
  at?: Date
}

/** What stands before a file (PKWARE APPNOTE 6.3, 4.3.7). */
export function beginOf({ name, isStored, isWide, at }: Written): Buffer {
  const extra = isWide ? numbers('2 2 8 8', [1, 16, 0, 0]) : Buffer.alloc(0)
  const size = isWide ? ELSEWHERE : 0
  const head = numbers('4 2 2 2 4 4 4 4 2 2', [
    ...[0x04034b50, isWide ? WIDE : PLAIN, FLAGS, isStored ? STORED : DEFLATED, stampOf(at)],
    ...[0, size, size, name.length, extra.length],
  ])
  return Buffer.concat([head, name, extra])
}

/** What stands after it, now that its sizes are known. */
export function endOf({ crc, packed, size, isWide }: Written): Buffer {
  return numbers(isWide ? '4 4 8 8' : '4 4 4 4', [0x08074b50, crc, packed, size])
}

/** The directory at the end, by which readers find the files. */
export function* directoryOf(written: Written[], offset: number): Generator<Buffer> {
  let size = 0
  for (const entry of written) {
    const extra = wideOf(entry)
    const [packed, bytes, at] = [entry.packed, entry.size, entry.offset].map(shortOf)
    const version = extra.length > 0 || entry.isWide ? WIDE : PLAIN
    const method = entry.isStored ? STORED : DEFLATED
    yield numbers('4 2 2 2 2 4 4 4 4 2 2 2 2 2 4 4', [
      ...[0x02014b50, version, version, FLAGS, method, stampOf(entry.at), entry.crc],
      ...[packed, bytes, entry.name.length, extra.length, 0, 0, 0, 0, at],
    ])
    yield entry.name
    yield extra
    size += 46 + entry.name.length + extra.length
  }
  const { length } = written
  if (Math.max(offset, size) >= ELSEWHERE || length >= MANY) yield* wideEnd(length, size, offset)
  const count = Math.min(length, MANY)
  const [bytes, at] = [shortOf(size), shortOf(offset)]
  yield numbers('4 2 2 2 2 4 4 2', [0x06054b50, 0, 0, count, count, bytes, at, 0])
}

/** Numbers of an entry that need 64 bits, in the order of APPNOTE 4.5.3. */
function wideOf({ packed, size, offset }: Written): Buffer {
  const wide = [size, packed, offset].filter((value) => value >= ELSEWHERE)
  if (wide.length === 0) return Buffer.alloc(0)
  return numbers(['2 2', ...wide.map(() => '8')].join(' '), [1, wide.length * 8, ...wide])
}

/** The end of a directory in 64 bits, and where it stands (APPNOTE 4.3.14, 4.3.15). */
function* wideEnd(count: number, size: number, offset: number): Generator<Buffer> {
  yield numbers('4 8 2 2 4 4 8 8 8 8', [
    ...[0x06064b50, 44, WIDE, WIDE, 0, 0, count, count, size, offset],
  ])
  yield numbers('4 4 8 4', [0x07064b50, 0, offset + size, 1])
}

const shortOf = (value: number) => Math.min(value, ELSEWHERE)

/** Time and day as MS-DOS wrote them: two seconds apart, from 1980 on. */
function stampOf(at: Date | undefined): number {
  if (!at || at.getUTCFullYear() < 1980) return MIDNIGHT_1980
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return day * 0x10000 + time
}

/** Little-endian numbers of these widths in bytes, one after the other. */
function numbers(widths: string, values: number[]): Buffer {
  const each = widths.split(' ').map(Number)
  const bytes = Buffer.alloc(each.reduce((sum, width) => sum + width, 0))
  let at = 0
  for (const [index, width] of each.entries()) {
    if (width === 8) at = bytes.writeBigUInt64LE(BigInt(values[index]), at)
    else at = bytes.writeUIntLE(values[index], at, width)
  }
  return bytes
}
