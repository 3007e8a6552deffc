import { ByteWindow, Unclean } from '#services/files/clean/byte_window'
import { cleanBoxes } from '#services/files/clean/clean_boxes'
import { cleanGif } from '#services/files/clean/clean_gif'
import { cleanJpeg } from '#services/files/clean/clean_jpeg'
import { cleanPhotoshop } from '#services/files/clean/clean_photoshop'
import { cleanPng } from '#services/files/clean/clean_png'
import { cleanTiff } from '#services/files/clean/clean_tiff'
import { cleanWebp } from '#services/files/clean/clean_webp'
import { blobOf, type Piece } from '#services/files/clean/pieces'
import { openBlob, type Blob } from '#services/files/open_blob'

type Clean = (file: ByteWindow) => Promise<Piece[]>

/**
 * How each kind is cleaned. No library fits: those for Node work on the whole file in memory or lose how it is turned, know
 * three kinds at most and leave out what they know, where here only what a picture needs is kept; sharp encodes anew.
 */
const CLEANERS = new Map<string, Clean>([
  ['image/jpeg', cleanJpeg],
  ['image/png', cleanPng],
  ['image/apng', cleanPng],
  ['image/webp', cleanWebp],
  ['image/gif', cleanGif],
  ['image/tiff', cleanTiff],
  ['image/vnd.adobe.photoshop', cleanPhotoshop],
  ...[
    ...['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence', 'image/avif'],
    ...['video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp', 'video/3gpp2'],
    ...['audio/mp4', 'audio/x-m4a'],
  ].map((mime): [string, Clean] => [mime, cleanBoxes]),
])

/** Pictures that hold no words about a camera or a place, but perhaps what their maker wrote into them. */
const PLAIN = new Set(['image/svg+xml', 'image/bmp', 'image/x-icon', 'image/vnd.dwg'])

/** What may be done for a guest: the file without private words, the file as it is, or no original at all. */
export function cleaningOf(mime: string): 'clean' | 'as_it_is' | 'never' {
  if (CLEANERS.has(mime)) return 'clean'
  return mime.startsWith('image/') && !PLAIN.has(mime) ? 'never' : 'as_it_is'
}

/** What was found out about files, which never change: the newest, so that ranges of a film cost no second look. */
const known = new Map<string, Piece[]>()
const MOST_KNOWN = 100
const MOST_PIECES = 1000
/** Each is one question to where files lie. */
const MOST_STRETCHES = 25_000

/**
 * Opens a stored picture or film without what it says about camera, place and people: pixels, colours and turn are the stored ones,
 * byte for byte. Nothing is stored.
 * @throws Unclean when its parts cannot be told apart; as `openBlob` does
 */
export async function openClean(key: string, mime: string): Promise<Blob> {
  const blob = await openBlob(key)
  const before = known.get(key)
  if (before) return blobOf(blob, before)
  const pieces = await findPieces(blob, mime)
  if (pieces.length <= MOST_PIECES) {
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!)
    known.set(key, pieces)
  }
  return blobOf(blob, pieces)
}

/** The pieces of a blob that guests get. @throws Unclean */
export async function findPieces(blob: Blob, mime: string): Promise<Piece[]> {
  const clean = CLEANERS.get(mime)
  if (!clean) throw new Unclean(`nobody cleans ${mime}`)
  const pieces = await clean(new ByteWindow(blob))
  const stretches = pieces.filter((piece) => 'from' in piece)
  if (stretches.length > MOST_STRETCHES) throw new Unclean('too many stretches')
  if (stretches.some(({ to }) => to > blob.bytes)) throw new Unclean('cut off')
  return pieces
}
