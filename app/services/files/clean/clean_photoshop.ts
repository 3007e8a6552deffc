import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import { keep, type Piece } from '#services/files/clean/pieces'

/** IPTC, EXIF twice, XMP, and the digest of the captions (Adobe Photoshop File Formats, Image Resource IDs). */
const PRIVATE = new Set([1028, 1058, 1059, 1060, 1061])

/**
 * A Photoshop document without the words about the picture; layers and all else stay.
 * @throws Unclean
 */
export async function cleanPhotoshop(file: ByteWindow): Promise<Piece[]> {
  if ((await file.text(0, 4)) !== '8BPS') throw new Unclean('no document')
  const colours = await file.long(26)
  const start = 30 + colours
  const length = await file.long(start)
  const end = start + 4 + length
  if (end > file.bytes) throw new Unclean('cut off')
  const kept: Piece[] = []
  let removed = 0
  for (let at = start + 4; at < end;) {
    const head = await file.take(at, 7)
    const name = head[6] + 1
    const sizeAt = at + 6 + name + (name % 2)
    const size = await file.long(sizeAt)
    const next = Math.min(sizeAt + 4 + size + (size % 2), end)
    if (PRIVATE.has(head.readUInt16BE(4))) removed += next - at
    else keep(kept, at, next)
    at = next
  }
  const said = Buffer.alloc(4)
  said.writeUInt32BE(length - removed)
  return [{ from: 0, to: start }, said, ...kept, { from: end, to: file.bytes }]
}
