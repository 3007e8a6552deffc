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
/** Seconds after which a sentence counts as left behind by a process that died. */
const LEASE = 60

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
  const note = await claim()
  if (!note) return false
  const mine = () => db.from('telegram_notes').where('id', note.id)
  try {
    await reply(note.chat_id, wordsOfNote(note))
    await mine().delete()
    return true
  } catch (error) {
    const wait = error instanceof BotRefusal ? (error.retryAfter ?? WAIT) : WAIT
    const next = clock.now().plus({ seconds: wait })
    await mine().update({ next_try_at: next.toJSDate() })
    return false
  }
}

async function claim() {
  const now = clock.now()
  const { rows } = await db.rawQuery(
    `update telegram_notes set tries = tries + 1, next_try_at = :until
     where id = (select id from telegram_notes where next_try_at <= :now order by id limit 1 for update skip locked)
     returning id, chat_id, note, locale, details`,
    { now: now.toJSDate(), until: now.plus({ seconds: LEASE }).toJSDate() }
  )
  return rows[0] ?? null
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
