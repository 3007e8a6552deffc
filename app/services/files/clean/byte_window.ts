import type { Blob } from '#services/files/open_blob'

const WINDOW = 512 * 1024
/** No word about a picture that we have to understand is longer. */
const LONGEST = 8 * 1024 * 1024
/** No picture is made of so many parts that more looks are needed. */
const MOST_LOOKS = 500_000

/** A file whose parts cannot be told apart: damaged, cut off, or made to deceive. */
export class Unclean extends Error {}

/** Reads here and there in a stored blob and holds half a megabyte of it, whatever its size. */
export class ByteWindow {
  #start = 0
  #held: Buffer = Buffer.alloc(0)
  #looks = 0

  constructor(readonly blob: Blob) {}

  get bytes(): number {
    return this.blob.bytes
  }

  /**
   * The bytes from a place on.
   * @throws Unclean beyond the end, and after so many looks that it must be a file made to keep us busy
   */
  async take(from: number, length: number): Promise<Buffer> {
    this.#looks += 1
    if (this.#looks > MOST_LOOKS) throw new Unclean('too many parts')
    if (!this.#holds(from, length)) {
      const isThere = from >= 0 && length >= 0 && from + length <= this.bytes
      if (!isThere || length > LONGEST) throw new Unclean(`no ${length} bytes at ${from}`)
      await this.#move(from, length)
    }
    return this.#held.subarray(from - this.#start, from - this.#start + length)
  }

  async text(from: number, length: number): Promise<string> {
    const bytes = await this.take(from, length)
    return bytes.toString('latin1')
  }

  /** Two bytes, the greater one first. */
  async short(from: number): Promise<number> {
    const bytes = await this.take(from, 2)
    return bytes.readUInt16BE()
  }

  /** Four bytes, the greatest one first. */
  async long(from: number): Promise<number> {
    const bytes = await this.take(from, 4)
    return bytes.readUInt32BE()
  }

  /**
   * What is held from a place on: so many bytes at least.
   * @throws Unclean when the file ends before
   */
  async from(place: number, least: number): Promise<Buffer> {
    await this.take(place, least)
    return this.#held.subarray(place - this.#start)
  }

  #holds(from: number, length: number): boolean {
    return from >= this.#start && from + length <= this.#start + this.#held.length
  }

  async #move(from: number, length: number) {
    if (length === 0) return
    const end = Math.min(from + Math.max(length, WINDOW), this.bytes) - 1
    const chunks: Buffer[] = []
    for await (const chunk of await this.blob.read(from, end)) chunks.push(chunk)
    this.#start = from
    this.#held = Buffer.concat(chunks)
    if (this.#held.length < length) throw new Unclean(`cut off at ${from}`)
  }
}
