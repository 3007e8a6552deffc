import { loadSharp } from '#services/files/load_sharp'
import { Invalid, NotFound } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import type User from '#models/user'
import clock from '#services/clock'
import { blobDisk } from '#services/files/disks/blob_disk'
import { MOST_PIXELS } from '#services/files/limits'
import { takeTurns } from '#services/files/take_turns'

/** Minutes after the upload; a form may have been sent while the frame was being drawn. */
const MINUTES = 10

const MOST_ID = 2_147_483_647

/** How JPEG, PNG and WebP begin, whatever the sender says: a drawing (SVG) would be run here, without any bound of time. */
const PICTURE = /^(\xff\xd8\xff|\x89PNG|RIFF.{4}WEBP)/s

const inTurn = takeTurns(2)

/**
 * Keeps the frame that the uploader's browser drew of a film as its thumbnail, drawn anew as WebP. Once, and only for the
 * uploader: while the film waits for its ticket, and for ten minutes after it came.
 * @throws NotFound for everybody else and every other file; Invalid 422 for what is no picture
 */
export async function keepPoster(id: number, picture: Buffer, by: User): Promise<void> {
  if (id > MOST_ID) throw new NotFound()
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
  await blobDisk().put(key, thumbnail)
  const kept = await Attachment.query()
    .where({ id, uploaderId: by.id })
    .whereNull('thumbnailKey')
    .update({ thumbnailKey: key })
  // Discarded meanwhile; its other blobs went with it.
  if (Number(kept) === 0 && !(await Attachment.find(id))) {
    await blobDisk().delete(key)
  }
}

async function draw(picture: Buffer): Promise<Buffer> {
  if (!PICTURE.test(picture.toString('latin1', 0, 12)))
    throw new Invalid('files', 'files.no_poster')
  const sharp = await loadSharp()
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
