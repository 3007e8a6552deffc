import type { IncomingMessage } from 'node:http'
import drive from '@adonisjs/drive/services/main'
import sharp from 'sharp'
import { Invalid, NotFound, Refusal } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import type User from '#models/user'
import clock from '#services/clock'
import { MOST_PIXELS } from '#services/files/limits'
import { takeTurns } from '#services/files/take_turns'

const MOST_BYTES = 2 * 1024 * 1024

/** Minutes after the upload; a form may have been sent while the frame was being drawn. */
const MINUTES = 10

const inTurn = takeTurns(2)

/**
 * Reads a picture that is sent as the body itself.
 * @throws Refusal 413 beyond 2 MB, 415 for anything that calls itself no JPEG, PNG or WebP
 */
export async function readPoster(body: IncomingMessage): Promise<Buffer> {
  if (!/^image\/(jpeg|png|webp)$/.test(body.headers['content-type'] ?? '')) {
    throw new Refusal('unreadable_input', {}, 415)
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new Refusal('unreadable_input', {}, 413)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Keeps the frame that the uploader's browser drew of a film as its thumbnail, drawn anew as WebP. Once, and only for the
 * uploader: while the film waits for its ticket, and for ten minutes after it came.
 * @throws NotFound for everybody else and every other file; Invalid 422 for what is no picture
 */
export async function keepPoster(id: number, picture: Buffer, by: User): Promise<void> {
  const file = await Attachment.query()
    .where({ id, uploaderId: by.id })
    .whereNull('removedAt')
    .whereNull('thumbnailKey')
    .where('mime', 'like', 'video/%')
    .where((young) =>
      young
        .whereNull('ticketId')
        .orWhere('createdAt', '>', clock.now().minus({ minutes: MINUTES }).toJSDate())
    )
    .first()
  if (!file) throw new NotFound()
  const thumbnail = await inTurn(() => draw(picture))
  const key = `${file.driveKey}.thumbnail.webp`
  await drive.use().put(key, thumbnail)
  const kept = await Attachment.query()
    .where({ id, uploaderId: by.id })
    .whereNull('thumbnailKey')
    .update({ thumbnailKey: key })
  // Discarded meanwhile; its other blobs went with it.
  if (Number(kept) === 0 && !(await Attachment.find(id))) {
    await drive.use().delete(key)
  }
}

async function draw(picture: Buffer): Promise<Buffer> {
  try {
    return await sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize({ width: 640, height: 480, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .timeout({ seconds: 8 })
      .toBuffer()
  } catch {
    throw new Invalid('files', 'files.no_poster')
  }
}
