import { inPlace, type Stretch } from '#services/files/clean/blank'
import { boxesOf, freed, type Box } from '#services/files/clean/boxes'
import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'
import { privateItems } from '#services/files/clean/picture_items'
import type { Piece } from '#services/files/clean/pieces'

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
const HOLDING = new Set(['moov', 'trak', 'mdia', 'moof', 'traf'])

/**
 * A HEIC, AVIF, MP4 or QuickTime file of the same length without the words about it: they become free space, the words of a
 * picture an empty note. ISO/IEC 14496-12 and 23008-12.
 * @throws Unclean
 */
export async function cleanBoxes(file: ByteWindow): Promise<Piece[]> {
  const stretches: Stretch[] = []
  for (const box of await boxesOf(file, 0, file.bytes)) {
    if (box.name === 'mini') throw new Unclean('a picture without a table of its parts')
    const items = box.name === 'meta' ? await privateItems(file, box) : null
    if (items) stretches.push(...items)
    else if (!KEPT.has(box.name)) stretches.push(...freed(box))
    else if (HOLDING.has(box.name)) stretches.push(...(await wordsIn(file, box)))
  }
  return inPlace(file.bytes, stretches, 'kept')
}

async function wordsIn(file: ByteWindow, holder: Box, depth = 1): Promise<Stretch[]> {
  if (depth > DEEPEST) throw new Unclean('too deep')
  const found: Stretch[] = []
  for (const box of await boxesOf(file, holder.body, holder.to)) {
    if (WORDS.has(box.name)) found.push(...freed(box))
    else if (HOLDING.has(box.name)) found.push(...(await wordsIn(file, box, depth + 1)))
  }
  return found
}
