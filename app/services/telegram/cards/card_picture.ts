import { InputFile } from 'grammy'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { loadSharp } from '#services/files/load_sharp'

/**
 * The first picture of a ticket's brief, small, as a PNG: the Bot API shows raster pictures only.
 * @returns null when there is none, or when it cannot be read any more
 */
export async function cardPicture(ticketId: number): Promise<InputFile | null> {
  const file = await db
    .from('attachments')
    .where({ ticket_id: ticketId, kind: 'brief' })
    .whereNull('removed_at')
    .whereNotNull('thumbnail_key')
    .orderBy('id')
    .select('thumbnail_key')
    .first()
  if (!file) return null
  try {
    const thumbnail = await drive.use().getBytes(file.thumbnail_key)
    const sharp = await loadSharp()
    const png = await sharp(thumbnail).png({ compressionLevel: 9 }).toBuffer()
    return new InputFile(png, 'brief.png')
  } catch (error) {
    logger.warn({ err: error, ticket: ticketId }, 'a picture for Telegram could not be read')
    return null
  }
}
