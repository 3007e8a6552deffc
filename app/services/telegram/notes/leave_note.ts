import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import { sendJob } from '#services/jobs/send_job'
import { hasTelegram } from '#services/telegram/has_telegram'
import { INTAKE } from '#services/telegram/intake/intake_job'

/** A short sentence of the bot that a change asked for. */
export interface Note {
  chatId: string
  /** Its words: a key of telegram_bot.json under `notes`. */
  note: string
  locale: string
  details?: Record<string, string>
}

/** Lets the bot say something once the caller's transaction is committed. */
export async function leaveNote(trx: TransactionClientContract, note: Note): Promise<void> {
  if (!hasTelegram()) return
  const now = clock.now().toJSDate()
  await trx.table('telegram_notes').insert({
    chat_id: note.chatId,
    note: note.note,
    locale: note.locale,
    details: JSON.stringify(note.details ?? {}),
    next_try_at: now,
    created_at: now,
  })
  await sendJob(trx, INTAKE)
}
