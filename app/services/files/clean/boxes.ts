import type { Stretch } from '#services/files/clean/blank'
import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'

/** One box of the family of MP4: ISO/IEC 14496-12, 4.2. */
export interface Box {
  name: string
  from: number
  /** Where its content begins. */
  body: number
  to: number
}

const MOST_BOXES = 50_000

/**
 * The boxes that stand one behind another between two places.
 * @throws Unclean
 */
export async function boxesOf(file: ByteWindow, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to;) {
    const head = await file.take(at, 8)
    const said = head.readUInt32BE()
    const name = head.toString('latin1', 4)
    const isLong = said === 1
    const length = isLong ? await lengthOf(file, at + 8) : said
    const end = said === 0 ? to : at + length
    const body = at + (isLong ? 16 : 8)
    if (end < body || end > to) throw new Unclean(`no box at ${at}`)
    boxes.push({ name, from: at, body, to: end })
    if (boxes.length > MOST_BOXES) throw new Unclean('too many boxes')
    at = end
  }
  return boxes
}

async function lengthOf(file: ByteWindow, at: number): Promise<number> {
  const bytes = await file.take(at, 8)
  return Number(bytes.readBigUInt64BE())
}

/** The box as free space of the same length. */
export function freed({ from, body, to }: Box): Stretch[] {
  return [
    { from: from + 4, to: from + 8, becomes: Buffer.from('free') },
    { from: body, to, becomes: 'blank' },
  ]
}
