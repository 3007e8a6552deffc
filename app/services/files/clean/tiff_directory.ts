import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'

export interface Entry {
  tag: number
  type: number
  count: number
  /** Its twelve bytes. */
  raw: Buffer
  /** Where its values stand, and how many bytes they take. */
  place: number
  bytes: number
}

export interface Directory {
  entries: Entry[]
  /** All of it from its count to the place of the next. */
  bytes: Buffer
  next: number
}

const MOST_ENTRIES = 1000
/** Bytes of a value, by its type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const [SHORT, LONG, DIRECTORY] = [3, 4, 13]

/** Reads a TIFF in its own order of bytes. TIFF 6.0, 2. */
export class TiffReader {
  readonly #isLittle: boolean

  /** @param order its first two bytes */
  constructor(
    readonly file: ByteWindow,
    order: string
  ) {
    this.#isLittle = order === 'II'
  }

  /** @throws Unclean */
  async directoryAt(start: number): Promise<Directory> {
    const count = this.short(await this.file.take(start, 2), 0)
    if (count > MOST_ENTRIES) throw new Unclean('too many entries')
    const bytes = Buffer.from(await this.file.take(start, count * 12 + 6))
    const entries = Array.from({ length: count }, (_, index) =>
      this.#entryOf(bytes.subarray(2 + index * 12, 14 + index * 12), start + 2 + index * 12)
    )
    return { entries, bytes, next: this.long(bytes, count * 12 + 2) }
  }

  /**
   * The values of an entry that holds places or numbers.
   * @throws Unclean
   */
  async valuesOf({ type, count, place, bytes }: Entry, most: number): Promise<number[]> {
    if (count > most) throw new Unclean('too many parts')
    if (type !== SHORT && type !== LONG && type !== DIRECTORY) throw new Unclean('no place')
    const values = await this.file.take(place, bytes)
    return Array.from({ length: count }, (_, index) =>
      type === SHORT ? this.short(values, index * 2) : this.long(values, index * 4)
    )
  }

  short(from: Buffer, at: number): number {
    return this.#isLittle ? from.readUInt16LE(at) : from.readUInt16BE(at)
  }

  long(from: Buffer, at: number): number {
    return this.#isLittle ? from.readUInt32LE(at) : from.readUInt32BE(at)
  }

  /** The directory with some of its entries alone, as long as before. */
  shortened({ bytes }: Directory, entries: Entry[]): Buffer {
    const made = Buffer.alloc(bytes.length)
    if (this.#isLittle) made.writeUInt16LE(entries.length)
    else made.writeUInt16BE(entries.length)
    for (const [index, { raw }] of entries.entries()) raw.copy(made, 2 + index * 12)
    bytes.copy(made, 2 + entries.length * 12, bytes.length - 4)
    return made
  }

  #entryOf(raw: Buffer, at: number): Entry {
    const [tag, type, count] = [this.short(raw, 0), this.short(raw, 2), this.long(raw, 4)]
    const bytes = (SIZES[type] ?? 0) * count
    return { tag, type, count, raw, bytes, place: bytes > 4 ? this.long(raw, 8) : at + 8 }
  }
}
