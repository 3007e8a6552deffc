import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import { keep, type Piece } from '#services/files/clean/pieces'
import { readTurn, writeTurn } from '#services/files/clean/turn'

const NEEDED = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Flags of the head that say what words follow (RFC 9649, 2.7). */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04]

/**
 * A WebP without the words about it; its head says that there are none.
 * @throws Unclean
 */
export async function cleanWebp(file: ByteWindow): Promise<Piece[]> {
  const riff = await file.take(0, 12)
  if (riff.toString('latin1', 0, 4) !== 'RIFF' || riff.toString('latin1', 8) !== 'WEBP') {
    throw new Unclean('no WebP')
  }
  const all = Math.min(riff.readUInt32LE(4) + 8, file.bytes)
  const pieces: Piece[] = []
  let head: Buffer | null = null
  let turn: number | null = null
  for (let at = 12; at + 8 <= all;) {
    const chunk = await file.take(at, 8)
    const name = chunk.toString('latin1', 0, 4)
    const length = chunk.readUInt32LE(4)
    const end = Math.min(at + 8 + length + (length % 2), all)
    if (name === 'VP8X' && length !== 10) throw new Unclean('no head')
    if (name === 'VP8X' && !head) {
      head = Buffer.from(await file.take(at, end - at))
      pieces.push(head)
    } else if (NEEDED.has(name)) keep(pieces, at, end)
    if (name === 'EXIF') turn ??= readTurn(tiffOf(await file.take(at + 8, length)))
    at = end
  }
  if (head && head.length > 8) head[8] = (head[8] & ~(HAS_EXIF | HAS_XMP)) | (turn ? HAS_EXIF : 0)
  if (head && turn) pieces.push(chunkOf(turn))
  const length = pieces.reduce(
    (sum, piece) => sum + ('from' in piece ? piece.to - piece.from : piece.length),
    4
  )
  const start = Buffer.from(riff)
  start.writeUInt32LE(length, 4)
  return [start, ...pieces]
}

/** Some write the name that JPEG puts before it. */
function tiffOf(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
}

function chunkOf(turn: number): Buffer {
  const exif = writeTurn(turn)
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1')
  head.writeUInt32LE(exif.length, 4)
  return Buffer.concat([head, exif])
}
