/** Names are UTF-8, sizes follow the content. */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 1980: the files say nothing of when they were made. */
const DAY = 0x0021

/** A file of an archive and what was written of it. */
export interface Written {
  name: Buffer
  crc: number
  packed: number
  size: number
  offset: number
}

/** What stands before a file (PKWARE APPNOTE 6.3, 4.3.7). */
export function beginOf({ name }: Written): Buffer {
  const head = numbers('4 2 2 2 2 2 4 4 4 2 2', [
    ...[0x04034b50, 20, FLAGS, DEFLATED, 0, DAY, 0, 0, 0, name.length, 0],
  ])
  return Buffer.concat([head, name])
}

/** What stands after it, now that its sizes are known. */
export function endOf({ crc, packed, size }: Written): Buffer {
  return numbers('4 4 4 4', [0x08074b50, crc, packed, size])
}

/** The directory at the end, by which readers find the files. */
export function* directoryOf(written: Written[], offset: number): Generator<Buffer> {
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
