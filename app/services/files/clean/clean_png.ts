import { crc32 } from 'node:zlib'
import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import { keep, type Piece } from '#services/files/clean/pieces'
import { readTurn, writeTurn } from '#services/files/clean/turn'

/** What a picture needs to look as it does, moving ones too (PNG, third edition, 11). */
const NEEDED = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT'],
  ...['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'mDCv', 'cLLi'],
  ...['bKGD', 'hIST', 'pHYs', 'sPLT'],
])

/**
 * A PNG without the words about it, and without what stands behind its end.
 * @throws Unclean
 */
export async function cleanPng(file: ByteWindow): Promise<Piece[]> {
  if ((await file.text(0, 8)) !== '\x89PNG\r\n\x1a\n') throw new Unclean('no PNG')
  const pieces: Piece[] = [{ from: 0, to: 8 }]
  for (let at = 8; at < file.bytes;) {
    const head = await file.take(at, 8)
    const name = head.toString('latin1', 4)
    const length = head.readUInt32BE()
    const end = Math.min(at + length + 12, file.bytes)
    if (NEEDED.has(name)) keep(pieces, at, end)
    if (name === 'eXIf') {
      const turn = readTurn(await file.take(at + 8, length))
      if (turn) pieces.push(chunkOf(turn))
    }
    if (name === 'IEND') break
    at = end
  }
  return pieces
}

function chunkOf(turn: number): Buffer {
  const body = Buffer.concat([Buffer.from('eXIf'), writeTurn(turn)])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
