import { keep, type Piece } from '#services/files/clean/pieces'

/** A stretch of a file that keeps its length: as it is, empty, or with other bytes in its place. */
export interface Stretch {
  from: number
  to: number
  becomes?: Uint8Array | 'blank'
}

const ZEROS = new Uint8Array(64 * 1024)

/**
 * Makes a file as long as before, so that every place stays where others point at it.
 * @param stretches in any order; where two overlap, as in files that deceive, the first one wins
 * @param rest what becomes of all other places
 */
export function inPlace(length: number, stretches: Stretch[], rest: 'kept' | 'blank'): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const goTo = (place: number, how: 'kept' | 'blank') => {
    if (how === 'kept') keep(pieces, at, place)
    else pieces.push(...empty(place - at))
    at = Math.max(at, place)
  }
  for (const { from, to, becomes = 'kept' } of stretches.toSorted((a, b) => a.from - b.from)) {
    const [start, end] = [Math.min(from, length), Math.min(to, length)]
    goTo(start, rest)
    if (end <= at) continue
    if (typeof becomes === 'string') goTo(end, becomes as 'kept' | 'blank')
    else {
      pieces.push(becomes.subarray(at - from, end - from))
      at = end
    }
  }
  goTo(length, rest)
  return pieces
}

/** So many empty bytes, which take no room. */
function empty(length: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let left = length; left > 0; left -= ZEROS.length) {
    pieces.push(ZEROS.subarray(0, Math.min(left, ZEROS.length)))
  }
  return pieces
}
