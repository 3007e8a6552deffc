import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import clock from '#services/clock'
import { BotRefusal } from '#services/telegram/bot_errors'
import { reply } from '#services/telegram/reply'
import { escapeHtml } from '#services/telegram/say'

/** Seconds between two tries; after an hour it would only surprise. */
const WAIT = 15
const LASTS_MINUTES = 60

/**
 * Says what waits to be said.
 * @returns when the next one may be tried that could not be said now
 */
export async function sendNotes(signal: AbortSignal): Promise<Date | null> {
  const tooOld = clock.now().minus({ minutes: LASTS_MINUTES }).toJSDate()
  await db.from('telegram_notes').where('created_at', '<', tooOld).delete()
  while (!signal.aborted && (await sendNext())) continue
  const { next } = await db.from('telegram_notes').min('next_try_at as next').first()
  return next
}

async function sendNext(): Promise<boolean> {
  return db.transaction(async (trx) => {
    const now = clock.now()
    const note = await trx
      .from('telegram_notes')
      .where('next_try_at', '<=', now.toJSDate())
      .orderBy('id')
      .forUpdate()
      .skipLocked()
      .first()
    if (!note) return false
    const mine = () => trx.from('telegram_notes').where('id', note.id)
    try {
      await reply(note.chat_id, wordsOfNote(note))
      await mine().delete()
      return true
    } catch (error) {
      const wait = error instanceof BotRefusal ? (error.retryAfter ?? WAIT) : WAIT
      await mine().update({
        tries: note.tries + 1,
        next_try_at: now.plus({ seconds: wait }).toJSDate(),
      })
      return false
    }
  })
}

function wordsOfNote(note: {
  note: string
  locale: string
  details: Record<string, string>
}): string {
  const details = Object.entries(note.details).map(([name, value]) => [name, escapeHtml(value)])
  const page = escapeHtml(`${appUrl}/me/telegram`)
  return i18nManager
    .locale(note.locale)
    .t(`telegram_bot.notes.${note.note}`, { ...Object.fromEntries(details), page })
}
