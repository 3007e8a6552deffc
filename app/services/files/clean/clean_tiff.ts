import { inPlace, type Stretch } from '#services/files/clean/blank'
import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import type { Piece } from '#services/files/clean/pieces'
import { TiffReader } from '#services/files/clean/tiff_directory'

/** What a picture needs to look as it does (TIFF 6.0; Photoshop and Adobe supplements), and its colour profile. */
const NEEDED = new Set([
  ...[254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281],
  ...[282, 283, 284, 286, 287, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322],
  ...[323, 324, 325, 330, 332, 333, 334, 336, 338, 339, 340, 341, 342, 347, 529, 530, 531, 532],
  ...[34675],
])
const [SUB_PICTURES, COMPRESSION, OLD_JPEG] = [330, 259, 6]
/** Places of the picture's parts, strips and tiles, and the tags that say how long they are. */
const PARTS = [
  [273, 279],
  [324, 325],
]
const MOST_PICTURES = 500
const MOST_PARTS = 20_000

/**
 * A TIFF of the same length in which everything is blank that its pictures do not need.
 * @throws Unclean, for BigTIFF and JPEG as TIFF once held it too
 */
export async function cleanTiff(file: ByteWindow): Promise<Piece[]> {
  const head = await file.take(0, 8)
  const order = head.toString('latin1', 0, 2)
  const reader = new TiffReader(file, order)
  if (!/^(II|MM)$/.test(order) || reader.short(head, 2) !== 42) throw new Unclean('no TIFF')
  const kept: Stretch[] = [{ from: 0, to: 8 }]
  const waiting = [reader.long(head, 4)]
  const seen = new Set([0])
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    if (seen.has(start)) continue
    seen.add(start)
    if (seen.size > MOST_PICTURES) throw new Unclean('too many pictures')
    waiting.push(...(await keepPicture(reader, start, kept)))
    if (kept.length > MOST_PARTS) throw new Unclean('too many parts')
  }
  return inPlace(file.bytes, kept, 'blank')
}

/** Keeps one directory, what its entries hold elsewhere, and the picture. @returns where further directories may be */
async function keepPicture(reader: TiffReader, start: number, kept: Stretch[]): Promise<number[]> {
  const directory = await reader.directoryAt(start)
  const needed = directory.entries.filter(({ tag }) => NEEDED.has(tag))
  const becomes = reader.shortened(directory, needed)
  kept.push({ from: start, to: start + becomes.length, becomes })
  for (const { bytes, place } of needed) {
    if (bytes > 4) kept.push({ from: place, to: place + bytes })
  }
  const valuesOf = async (tag: number) => {
    const entry = needed.find((one) => one.tag === tag)
    return entry ? reader.valuesOf(entry, MOST_PARTS) : []
  }
  const [compression] = await valuesOf(COMPRESSION)
  if (compression === OLD_JPEG) throw new Unclean('an old kind of JPEG')
  for (const [places, lengths] of PARTS) {
    const [starts, bytes] = [await valuesOf(places), await valuesOf(lengths)]
    if (starts.length !== bytes.length) throw new Unclean('a part without a length')
    for (const [index, from] of starts.entries()) kept.push({ from, to: from + bytes[index] })
  }
  return [...(await valuesOf(SUB_PICTURES)), directory.next]
}
