import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { knownKeys } from '#services/files/known_keys'
import { announce } from '#services/live/announce'
import { checkFile } from '#services/preflight/check_file'
import type { Claimed } from '#services/previews/claim_preview'
import type { Drawing } from '#services/previews/media_facts'
import { previewKind } from '#services/previews/preview_kind'

const GREATEST = 2 ** 31 - 1

/**
 * Keeps what was drawn and found out: blobs first, then the row. A file that went away meanwhile takes them along; a
 * thumbnail that is there already stays. Pages that show the ticket hear of a new thumbnail, and what its desk checks of a
 * deliverable is checked again.
 */
export async function keepDrawing(claimed: Claimed, drawing: Drawing): Promise<void> {
  const { screen, thumbnail, media } = drawing
  const key = claimed.drive_key
  const screenKey = screen ? `${key}.screen.webp` : null
  const thumbnailKey = thumbnail && !claimed.thumbnail_key ? `${key}.thumbnail.webp` : null
  if (screenKey) await drive.use().put(screenKey, screen!)
  if (thumbnailKey) await drive.use().put(thumbnailKey, thumbnail!)
  const kind = previewKind(claimed.mime)
  const isDrawn = Boolean(screen) || kind === 'film' || kind === 'sound'
  const isThere = await db.transaction(async (trx) => {
    // Tickets are locked before their files, everywhere.
    await trx.rawQuery(
      `select id from tickets where id =
         (select ticket_id from attachments where id = ? and deliverable_id is not null)
       for update`,
      [claimed.id]
    )
    const { rows } = await trx.rawQuery(
      `update attachments a set preview = :preview, preview_due_at = null, media = :media,
         screen_key = coalesce(:screenKey, screen_key),
         thumbnail_key = coalesce(thumbnail_key, :thumbnailKey),
         width = coalesce(:width, width), height = coalesce(:height, height),
         pages = :pages, duration_ms = :duration
       where id = :id and preview = 'waiting'
       returning ticket_id, coalesce(
         (select is_internal from comments c where c.id = a.comment_id), false) as is_note`,
      {
        ...{ id: claimed.id, screenKey, thumbnailKey, preview: isDrawn ? 'ready' : 'failed' },
        media: JSON.stringify(media),
        width: counted(drawing.width),
        height: counted(drawing.height),
        pages: counted(drawing.pages),
        duration: counted(drawing.duration),
      } as Record<string, string | number>
    )
    const [{ ticket_id: ticket = null, is_note: note = false } = {}] = rows
    if (ticket) await checkFile(claimed.id, trx)
    if (ticket && thumbnailKey) await announce(trx, note ? { ticket, note } : { ticket })
    return rows.length > 0
  })
  if (isThere) return
  // Somebody else was faster with the same file where a row names them.
  const drawn = [screenKey, thumbnailKey].filter((one) => one !== null)
  const known = await knownKeys(drawn)
  for (const one of drawn) if (!known.has(one)) await drive.use().delete(one)
}

/** A whole number that a file may say of itself; null for nonsense. */
function counted(value: number | undefined): number | null {
  if (value === undefined || !Number.isFinite(value)) return null
  return value >= 0 && value <= GREATEST ? Math.round(value) : null
}
