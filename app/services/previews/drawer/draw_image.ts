import { readFile } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { Drawing } from '#services/previews/media_facts'

const MOST_PIXELS = 40_000_000
/** Pixels a side of what fills a screen. */
export const SCREEN = 2048
/** A drawing is text: what is longer is no logo. */
const LONGEST_DRAWING = 5 * 1024 * 1024

sharp.cache(false)
sharp.concurrency(1)

/** Reads and draws an image; of one with more than 40 megapixels only its facts. */
export async function drawImage(path: string): Promise<Drawing> {
  const stored = await sharp(path, { limitInputPixels: false }).metadata()
  const { width, height } = stored.autoOrient ?? stored
  const facts = { ...factsOf(stored), width, height }
  if (!width || !height || width * height > MOST_PIXELS) return facts
  const picture = sharp(path, {
    limitInputPixels: MOST_PIXELS,
    failOn: 'error',
    sequentialRead: true,
    pages: 1,
  })
  return { ...facts, ...(await inTwoSizes(picture.autoOrient())) }
}

/**
 * Draws an SVG as pixels; nothing in it runs. It is handed over without a place of its own, so that it can name no file
 * beside it, and what it names elsewhere is not fetched (librsvg).
 */
export async function drawDrawing(path: string): Promise<Drawing> {
  const text = await readFile(path)
  if (text.length > LONGEST_DRAWING) throw new Error('too long to be drawn')
  const plain = await sharp(text, { limitInputPixels: MOST_PIXELS }).metadata()
  const { width, height } = plain
  const density = Math.min(2400, Math.max(1, Math.floor((72 * SCREEN) / Math.max(width, height))))
  const picture = sharp(text, { limitInputPixels: MOST_PIXELS, density })
  return {
    ...{ media: { format: 'svg', hasAlpha: plain.hasAlpha }, width, height },
    ...(await inTwoSizes(picture)),
  }
}

/**
 * Without `keepMetadata` sharp leaves out every word about the picture and turns its colours into sRGB. More effort would take
 * three times as long and save a hundredth.
 */
export async function inTwoSizes(
  picture: Sharp
): Promise<Required<Pick<Drawing, 'screen' | 'thumbnail'>>> {
  const screen = await picture
    .resize({ width: SCREEN, height: SCREEN, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 84, effort: 2 })
    .toBuffer()
  const thumbnail = await sharp(screen)
    .resize({ width: 640, height: 480, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer()
  return { screen, thumbnail }
}

function factsOf(stored: Metadata): Drawing {
  const { format, space, hasProfile, hasAlpha, density, orientation, pages = 1 } = stored
  const media = { format, colourSpace: space, hasProfile, hasAlpha, density, orientation }
  if (format === 'tiff') return { media, pages }
  return { media: { ...media, isAnimated: pages > 1 } }
}
