import { inPlace, type Stretch } from '#services/files/clean/blank'
import { boxesOf, freed, type Box } from '#services/files/clean/boxes'
import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import { privateItems } from '#services/files/clean/picture_items'
import type { Piece } from '#services/files/clean/pieces'
import { toldTrack } from '#services/files/clean/told_tracks'

/** What films and pictures of this family stand on; everything else becomes free space. */
const KEPT = new Set([
  ...[
    'ftyp',
    'styp',
    'mdat',
    'moov',
    'moof',
    'mfra',
    'sidx',
    'ssix',
    'prft',
    'emsg',
    'wide',
    'pdin',
  ],
])
/** Of a film or one of its tracks: titles, places, the camera. */
const WORDS = new Set(['udta', 'meta', 'uuid', 'cprt'])
const DEEPEST = 4
const MOST_WORDS = 20_000
const HOLDING = new Set(['moov', 'trak', 'mdia', 'moof', 'traf'])

/**
 * A HEIC, AVIF, MP4 or QuickTime file of the same length without the words about it: they become free space, the words of a
 * picture an empty note. ISO/IEC 14496-12 and 23008-12.
 * @throws Unclean
 */
export async function cleanBoxes(file: ByteWindow): Promise<Piece[]> {
  const stretches: Stretch[] = []
  let isKnown = false
  for (const box of await boxesOf(file, 0, file.bytes)) {
    if (box.name === 'mini') throw new Unclean('a picture without a table of its parts')
    const items = box.name === 'meta' ? await privateItems(file, box) : null
    if (items || HOLDING.has(box.name)) isKnown = true
    if (items) stretches.push(...items)
    else if (!KEPT.has(box.name)) stretches.push(...freed(box))
    else if (HOLDING.has(box.name)) await findWords(file, box, stretches)
  }
  // What is noted about a picture lies among its parts: without their table nobody can tell which is which.
  if (!isKnown) throw new Unclean('neither a film nor a picture')
  return inPlace(file.bytes, stretches, 'kept')
}

async function findWords(file: ByteWindow, holder: Box, found: Stretch[], depth = 1) {
  if (depth > DEEPEST) throw new Unclean('too deep')
  for (const box of await boxesOf(file, holder.body, holder.to)) {
    const told = box.name === 'trak' ? await toldTrack(file, box) : []
    for (const stretch of told) found.push(stretch)
    if (WORDS.has(box.name)) found.push(...freed(box))
    else if (told.length > 0) continue
    else if (HOLDING.has(box.name)) await findWords(file, box, found, depth + 1)
    if (found.length > MOST_WORDS) throw new Unclean('too many words')
  }
}
