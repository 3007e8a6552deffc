import { Readable } from 'node:stream'
import type { Blob } from '#services/files/open_blob'

/** A stretch of the stored file, its end not included, or bytes in the place of some. */
export type Piece = { from: number; to: number } | Uint8Array

/** Appends a stretch of the stored file; one that follows the last becomes one with it. */
export function keep(pieces: Piece[], from: number, to: number): void {
  const last = pieces.at(-1)
  if (last && 'from' in last && last.to === from) last.to = to
  else if (to > from) pieces.push({ from, to })
}

/** Another file made of pieces of a stored one, which can be read in parts like it; nothing of it is ever stored. */
export function blobOf(stored: Blob, pieces: Piece[]): Blob {
  const bytes = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)
  return {
    bytes,
    async read(start = 0, end = bytes - 1) {
      const wanted = cut(pieces, start, end + 1)
      // What cannot be read rejects before the first byte, as every blob does.
      const begun = wanted.findIndex((piece) => 'from' in piece)
      const first = begun < 0 ? null : await open(stored, wanted[begun])
      const made = Readable.from(inTurn(stored, wanted, begun, first), { objectMode: false })
      // Of what nobody reads a byte of, nothing below runs.
      return made.once('close', () => first?.destroy())
    },
  }
}

function lengthOf(piece: Piece): number {
  return 'from' in piece ? piece.to - piece.from : piece.length
}

/** The pieces between two places of the made file. */
function cut(pieces: Piece[], start: number, end: number): Piece[] {
  const wanted: Piece[] = []
  let at = 0
  for (const piece of pieces) {
    const length = lengthOf(piece)
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length)]
    if (from < to) {
      wanted.push(
        'from' in piece
          ? { from: piece.from + from, to: piece.from + to }
          : piece.subarray(from, to)
      )
    }
    at += length
  }
  return wanted
}

function open(stored: Blob, piece: Piece): Promise<Readable> {
  const { from, to } = piece as { from: number; to: number }
  return stored.read(from, to - 1)
}

async function* inTurn(stored: Blob, wanted: Piece[], begun: number, first: Readable | null) {
  try {
    for (const [index, piece] of wanted.entries()) {
      if (!('from' in piece)) yield piece
      else yield* index === begun ? first! : await open(stored, piece)
    }
  } finally {
    first?.destroy()
  }
}
