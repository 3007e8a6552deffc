import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import { keep, type Piece } from '#services/files/clean/pieces'

const [EXTENSION, IMAGE, END] = [0x21, 0x2c, 0x3b]
const [PLAIN_TEXT, CONTROL, APPLICATION] = [0x01, 0xf9, 0xff]
/** How often it moves, and its colours. */
const NEEDED = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'])

/**
 * A GIF without comments, without what programs noted (XMP), and without what stands behind its end. GIF89a, 12–27.
 * @throws Unclean
 */
export async function cleanGif(file: ByteWindow): Promise<Piece[]> {
  const head = await file.take(0, 13)
  if (!head.toString('latin1', 0, 3).startsWith('GIF')) throw new Unclean('no GIF')
  const pieces: Piece[] = []
  let at = 13 + paletteOf(head[10])
  keep(pieces, 0, at)
  while (at < file.bytes) {
    const [kind] = await file.take(at, 1)
    if (kind === END) {
      keep(pieces, at, at + 1)
      break
    }
    if (kind !== EXTENSION && kind !== IMAGE) throw new Unclean('no block')
    const isImage = kind === IMAGE
    const end = await endOfBlocks(file, isImage ? await startOfBlocks(file, at) : at + 2)
    if (isImage || (await isNeeded(file, at))) keep(pieces, at, end)
    at = end
  }
  return pieces
}

async function isNeeded(file: ByteWindow, at: number): Promise<boolean> {
  const [, label, length] = await file.take(at, 3)
  if (label === PLAIN_TEXT || label === CONTROL) return true
  if (label !== APPLICATION || length !== 11) return false
  return NEEDED.has(await file.text(at + 3, 11))
}

/** Bytes of the table of colours that a head announces. */
function paletteOf(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

async function startOfBlocks(file: ByteWindow, image: number): Promise<number> {
  const head = await file.take(image, 10)
  return image + 11 + paletteOf(head[9])
}

/** Where a row of blocks ends, each of which says its length, with one that is empty. */
async function endOfBlocks(file: ByteWindow, start: number): Promise<number> {
  for (let at = start; ;) {
    const held = await file.from(at, 1)
    let next = 0
    while (next < held.length) {
      const length = held[next]
      next += length + 1
      if (length === 0) return at + next
    }
    at += next
  }
}
