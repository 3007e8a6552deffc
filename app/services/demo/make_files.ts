import { createHash, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type User from '#models/user'
import type { Chance } from '#services/demo/chance'
import { onePagePdf } from '#services/demo/one_page_pdf'
import { uploadFolder } from '#services/files/receive_files'
import { stageFile } from '#services/files/stage_file'

const SIZES = [
  { width: 1080, height: 1080 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1200, height: 628 },
]
const INKS = [
  ['#0b5a6b', '#f3c969'],
  ['#4a35a0', '#f6a5c0'],
  ['#16212a', '#7cc4d0'],
  ['#96231b', '#fdf2d9'],
  ['#155c33', '#cdeac0'],
  ['#17498f', '#ffffff'],
]

/** Uploads a picture that says what it is for, as that person, through the service that judges uploads. */
export async function uploadPicture(by: User, title: string, chance: Chance): Promise<number> {
  const { width, height } = chance.pick(SIZES)
  const [ground, ink] = chance.pick(INKS)
  const unit = Math.min(width, height) / 12
  const words = title
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .split(' ')
    .slice(0, 3)
  const lines = words.map(
    (word, line) =>
      `<text x="${unit}" y="${height - unit * (words.length - line) * 1.6}" font-family="sans-serif" font-weight="700" font-size="${unit * 1.4}" fill="${ink}">${word}</text>`
  )
  const picture = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <rect width="100%" height="100%" fill="${ground}"/>
      <circle cx="${chance.whole(0, width)}" cy="${chance.whole(0, height / 2)}" r="${unit * chance.between(2, 5)}" fill="${ink}" opacity="0.25"/>
      <rect x="${unit}" y="${unit}" width="${unit * 2}" height="${unit / 3}" fill="${ink}"/>${lines.join('')}</svg>`
  )
  const bytes = await sharp(picture).jpeg({ quality: 72 }).toBuffer()
  return uploadBytes(by, `${slug(title)}-${width}x${height}.jpg`, bytes)
}

/** Uploads a PDF of one page. */
export function uploadPdf(by: User, title: string, text: string, of = 'brief'): Promise<number> {
  return uploadBytes(by, `${slug(title)}-${of}.pdf`, onePagePdf([title, '', ...wrap(text)]))
}

/** Uploads what is in memory, as that person. @returns the id of the file, which nothing has taken yet */
export async function uploadBytes(by: User, name: string, bytes: Buffer): Promise<number> {
  await mkdir(uploadFolder(), { recursive: true, mode: 0o700 })
  const path = join(uploadFolder(), randomUUID())
  await writeFile(path, bytes, { mode: 0o600 })
  const file = await stageFile(
    {
      name,
      path,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      isTooBig: false,
      isTooMany: false,
    },
    by
  )
  return file.id
}

function slug(title: string): string {
  return title
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
}

function wrap(text: string): string[] {
  return text.match(/.{1,80}(\s|$)/g)?.map((line) => line.trim()) ?? []
}
