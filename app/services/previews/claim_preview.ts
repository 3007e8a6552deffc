import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { LIMITS } from '#services/previews/open_drawer'

/** A file that waits to be drawn, as it stands now. */
export interface Claimed {
  id: number
  ticket_id: number | null
  drive_key: string
  thumbnail_key: string | null
  mime: string
  /** Tries with this one. */
  preview_tries: number
}

/**
 * Takes the newest file that waits, so that nobody waits for old ones: the try counts at once, because it may be the one
 * that ends this process, and no other worker takes the file while it can last.
 */
export async function claimPreview(): Promise<Claimed | null> {
  const now = clock.now()
  const { rows } = await db.rawQuery(
    `update attachments set preview_tries = preview_tries + 1, preview_due_at = :until
     where id = (
       select id from attachments
       where preview = 'waiting' and (preview_due_at is null or preview_due_at <= :now)
         and removed_at is null
       order by id desc limit 1 for update skip locked
     )
     returning id, ticket_id, drive_key, thumbnail_key, mime, preview_tries`,
    { now: now.toJSDate(), until: now.plus({ seconds: LIMITS.seconds * 6 }).toJSDate() }
  )
  return rows[0] ?? null
}

/** When the next of those is due that wait for another try; null without any. */
export async function nextPreviewAt(): Promise<Date | null> {
  const row = await db
    .from('attachments')
    .where('preview', 'waiting')
    .whereNull('removed_at')
    .min('preview_due_at as due')
    .first()
  return row.due
}
