import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import { keep, type Piece } from '#services/files/clean/pieces'
import { readTurn, writeTurn } from '#services/files/clean/turn'

const EXIF = 'Exif\0\0'
/** Of what applications add (APP0 to APP15), the beginnings of what a picture needs to look as it does. */
const NEEDED: Record<number, string> = { 0xe0: 'JFIF\0', 0xe2: 'ICC_PROFILE\0', 0xee: 'Adobe' }
const [APP0, APP1, APP15, COMMENT] = [0xe0, 0xe1, 0xef, 0xfe]
const [SCAN, END] = [0xda, 0xd9]

/**
 * A JPEG without the words about it: what applications added but the colours, comments, and all behind the picture's end (further
 * pictures, films). ITU T.81, annex B.
 * @throws Unclean
 */
export async function cleanJpeg(file: ByteWindow): Promise<Piece[]> {
  if ((await file.short(0)) !== 0xffd8) throw new Unclean('no JPEG')
  const kept: Piece[] = []
  let turn: number | null = null
  let at = 2
  while (at < file.bytes) {
    const [first, marker] = await file.take(at, 2)
    if (first !== 0xff) throw new Unclean('no marker')
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END || standsAlone(marker)) {
      keep(kept, at, at + 2)
      at += 2
      if (marker === END) break
      continue
    }
    const length = await file.short(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > file.bytes) throw new Unclean('no segment')
    const head = await file.take(at + 4, Math.min(length - 2, EXIF.length + 6))
    if (isKept(marker, head)) keep(kept, at, end)
    else if (marker === APP1 && head.toString('latin1', 0, EXIF.length) === EXIF) {
      turn ??= readTurn(await file.take(at + 4 + EXIF.length, length - 2 - EXIF.length))
    }
    at = end
    if (marker !== SCAN) continue
    at = await endOfScan(file, end)
    keep(kept, end, at)
  }
  return [{ from: 0, to: 2 }, ...(turn ? [segmentOf(turn)] : []), ...kept]
}

function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
}

function isKept(marker: number, head: Buffer): boolean {
  if (marker === COMMENT) return false
  if (marker < APP0 || marker > APP15) return true
  const name = NEEDED[marker]
  return name !== undefined && head.toString('latin1', 0, name.length) === name
}

/** Where the next marker stands that does not belong to the compressed picture; the end of a file that was cut off. */
async function endOfScan(file: ByteWindow, start: number): Promise<number> {
  let at = start
  while (at + 1 < file.bytes) {
    const held = await file.from(at, 2)
    const found = markerIn(held)
    if (found !== null) return at + found
    // A sign at the very end is looked at once more, with what follows it.
    at += held.at(-1) === 0xff ? held.length - 1 : held.length
  }
  return file.bytes
}

/** Picture data holds a marker in every few hundred bytes: they are passed over without waiting. */
function markerIn(held: Buffer): number | null {
  for (let at = held.indexOf(0xff); at >= 0 && at + 1 < held.length;) {
    const next = held[at + 1]
    if (next !== 0xff && next !== 0 && !standsAlone(next)) return at
    at = held.indexOf(0xff, next === 0xff ? at + 1 : at + 2)
  }
  return null
}

function segmentOf(turn: number): Buffer {
  const exif = Buffer.concat([Buffer.from(EXIF, 'latin1'), writeTurn(turn)])
  const head = Buffer.from([0xff, APP1, 0, 0])
  head.writeUInt16BE(exif.length + 2, 2)
  return Buffer.concat([head, exif])
}
