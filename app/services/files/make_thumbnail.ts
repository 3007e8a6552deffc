import { loadSharp } from '#services/files/load_sharp'
import { MOST_PIXELS } from '#services/files/limits'
import { takeTurns } from '#services/files/take_turns'

const DRAWABLE = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/tiff',
])
const SECONDS = 8

/** Decoding costs memory: two pictures at a time in one process. */
const inTurn = takeTurns(2)

export interface Picture {
  /** Pixels as the picture is looked at, its turn applied; null when it cannot be measured. */
  width: number | null
  height: number | null
  /** A WebP of at most 640 × 480 without any metadata; null when there is none to be had. */
  thumbnail: Buffer | null
}

/**
 * Measures a stored image and draws its thumbnail. Images of more than 40 megapixels, broken ones and ones that take
 * longer than 8 s get none; never throws.
 */
export async function makeThumbnail(path: string, mime: string): Promise<Picture> {
  if (!DRAWABLE.has(mime)) return { width: null, height: null, thumbnail: null }
  return inTurn(async () => {
    const size = await measure(path)
    const pixels = (size.width ?? 0) * (size.height ?? 0)
    if (pixels === 0 || pixels > MOST_PIXELS) return { ...size, thumbnail: null }
    return { ...size, thumbnail: await draw(path) }
  })
}

async function measure(path: string) {
  try {
    const sharp = await loadSharp()
    const { autoOrient, width, height } = await sharp(path, { limitInputPixels: false }).metadata()
    return {
      width: autoOrient?.width ?? width ?? null,
      height: autoOrient?.height ?? height ?? null,
    }
  } catch {
    return { width: null, height: null }
  }
}

async function draw(path: string): Promise<Buffer | null> {
  try {
    const sharp = await loadSharp()
    return await sharp(path, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      sequentialRead: true,
      pages: 1,
    })
      .autoOrient()
      .resize({ width: 640, height: 480, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .timeout({ seconds: SECONDS })
      .toBuffer()
  } catch {
    return null
  }
}
