import drive from '@adonisjs/drive/services/main'
import logger from '@adonisjs/core/services/logger'
import { loadSharp } from '#services/files/load_sharp'

/** A picture that travels inside the mail: mail programs show nothing from elsewhere, and the desk learns of no reading. */
export interface MailPicture {
  cid: string
  name: string
  jpeg: Buffer
  /** Another kind than JPEG. */
  type?: 'image/png'
}

export interface StoredPicture {
  id: number
  name: string
  thumbnailKey: string
}

export const MOST_PICTURES = 4
/** All pictures of one mail together. */
const MOST_BYTES = 300_000
/** Twice the size they are shown in, for sharp screens. */
const SIZE = { width: 264, height: 198 }

/**
 * The thumbnails of a brief for its mail, as JPEG, which every mail program shows. Those that cannot be read are left out.
 * @param host what ids are made of
 */
export async function requestPictures(
  stored: StoredPicture[],
  host: string
): Promise<MailPicture[]> {
  const pictures: MailPicture[] = []
  let bytes = 0
  for (const { id, name, thumbnailKey } of stored.slice(0, MOST_PICTURES)) {
    const jpeg = await draw(thumbnailKey)
    if (!jpeg || bytes + jpeg.length > MOST_BYTES) continue
    bytes += jpeg.length
    pictures.push({ cid: `picture-${id}@${host}`, name, jpeg })
  }
  return pictures
}

async function draw(key: string): Promise<Buffer | null> {
  try {
    const sharp = await loadSharp()
    return await sharp(await drive.use().getBytes(key))
      .resize({ ...SIZE, fit: 'cover', position: 'attention' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 76 })
      .timeout({ seconds: 4 })
      .toBuffer()
  } catch (error) {
    logger.warn({ reason: (error as Error).message }, 'a picture for a mail could not be read')
    return null
  }
}
