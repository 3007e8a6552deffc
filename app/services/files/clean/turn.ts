const ORIENTATION = 0x0112
const SHORT = 3

/**
 * How a picture is to be turned to stand upright.
 * @param exif a TIFF header with its first directory, as JPEG, PNG and WebP carry it
 * @returns 2 to 8 (EXIF 2.3, 4.6.4 A); null when it stands upright already, or nobody can say
 */
export function readTurn(exif: Buffer): number | null {
  if (exif.length < 14) return null
  const order = exif.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const short = (at: number) => (order === 'II' ? exif.readUInt16LE(at) : exif.readUInt16BE(at))
  const long = (at: number) => (order === 'II' ? exif.readUInt32LE(at) : exif.readUInt32BE(at))
  const start = long(4)
  if (start + 2 > exif.length) return null
  for (let at = start + 2, left = short(start); left > 0 && at + 12 <= exif.length; left--) {
    if (short(at) === ORIENTATION && short(at + 2) === SHORT) {
      const turn = short(at + 8)
      return turn >= 2 && turn <= 8 ? turn : null
    }
    at += 12
  }
  return null
}

/** Words about a picture that say nothing but how it is turned. */
export function writeTurn(turn: number): Buffer {
  const exif = Buffer.alloc(26)
  exif.write('II*\0', 'latin1')
  exif.writeUInt32LE(8, 4)
  exif.writeUInt16LE(1, 8)
  exif.writeUInt16LE(ORIENTATION, 10)
  exif.writeUInt16LE(SHORT, 12)
  exif.writeUInt32LE(1, 14)
  exif.writeUInt16LE(turn, 18)
  return exif
}
