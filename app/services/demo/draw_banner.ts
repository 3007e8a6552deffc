import sharp from 'sharp'
import type { Chance } from '#services/demo/chance'

/** Small on purpose: a demo of three hundred tickets is made in a minute. */
const SIZES = [
  { key: 'square', width: 540, height: 540 },
  { key: 'story', width: 360, height: 640 },
  { key: 'wide', width: 640, height: 360 },
]
const INKS = [
  ['#0b5a6b', '#f3c969'],
  ['#4a35a0', '#f6a5c0'],
  ['#16212a', '#7cc4d0'],
  ['#96231b', '#fdf2d9'],
  ['#155c33', '#cdeac0'],
]

/** One banner as it was designed; its versions are drawn of the same design. */
export interface Banner {
  name: string
  width: number
  height: number
  ground: string
  ink: string
  words: string[]
  /** Where its sun stands, in parts of the picture. */
  sun: [x: number, y: number]
}

/** Designs a banner for a ticket. */
export function designBanner(title: string, nth: number, chance: Chance): Banner {
  const { key, width, height } = SIZES[nth % SIZES.length]
  const [ground, ink] = chance.pick(INKS)
  const words = title.replace(/[^\p{L}\p{N} ]/gu, '').split(' ')
  const name = `${words[0].toLowerCase()}-${key}-${String(nth + 1).padStart(2, '0')}.jpg`
  const sun: Banner['sun'] = [chance.between(0.55, 0.9), chance.between(0.12, 0.4)]
  return { name, width, height, ground, ink, words: words.slice(0, 3), sun }
}

/** Draws one version: from the second on the words are larger and the button has moved, as was asked. */
export async function drawBanner(banner: Banner, version: number): Promise<Buffer> {
  const { width, height, ground, ink, words, sun } = banner
  const unit = Math.min(width, height) / 12
  const size = unit * (1.1 + 0.25 * Math.min(version, 3))
  const lines = words.map(
    (word, line) =>
      `<text x="${unit}" y="${height * 0.55 + line * size * 1.15}" font-family="sans-serif" font-weight="700" font-size="${size}" fill="${line === 1 ? '#ffffff' : ink}">${word}</text>`
  )
  const button = version === 1 ? unit : width - unit * 4.5
  const picture = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <rect width="100%" height="100%" fill="${ground}"/>
      <circle cx="${sun[0] * width}" cy="${sun[1] * height}" r="${unit * 3.2}" fill="${ink}" opacity="0.3"/>
      <circle cx="${sun[0] * width}" cy="${sun[1] * height}" r="${unit * 1.8}" fill="${ink}"/>
      <rect x="${button}" y="${height - unit * 1.7}" width="${unit * 3.5}" height="${unit}" rx="${unit / 2}" fill="#ffffff"/>
      ${lines.join('')}</svg>`
  )
  return sharp(picture).jpeg({ quality: 78 }).toBuffer()
}
