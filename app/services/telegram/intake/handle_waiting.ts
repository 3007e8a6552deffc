import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import { BotRefusal, BotUnreachable } from '#services/telegram/bot_errors'
import { answerUpdate } from '#services/telegram/intake/answer_update'
import type { KnownUpdate } from '#services/telegram/intake/read_update'

/** Chats that are answered at one time. */
const LANES = 4
/** Seconds before each further try of an update that could not be handled. */
const WAITS = [1, 5, 30]

interface Claimed {
  update_id: number
  body: KnownUpdate
  tries: number
}

/**
 * Handles kept updates until none is left: those of one chat in their order, several chats side by side, also beside
 * other workers.
 * @returns when the next one may be tried that could not be handled now
 */
export async function handleWaiting(signal: AbortSignal): Promise<Date | null> {
  const lane = async () => {
    while (!signal.aborted && (await handleNext())) continue
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  const { next } = await db
    .from('telegram_updates')
    .whereNull('handled_at')
    .where('next_try_at', '>', clock.now().toJSDate())
    .min('next_try_at as next')
    .first()
  return next
}

/**
 * Handles one kept update. Its row stays locked meanwhile: when this process dies, another handles it again, and what it
 * did already refuses to be done twice.
 * @param id only this one
 * @returns false when there is none
 */
export async function handleNext(id: number | null = null): Promise<boolean> {
  let claimed: Claimed | null = null
  try {
    return await db.transaction(async (trx) => {
      claimed = await claim(trx, id)
      if (!claimed) return false
      await answerUpdate(claimed.body)
      await trx
        .from('telegram_updates')
        .where('update_id', claimed.update_id)
        .update({ handled_at: clock.now().toJSDate(), body: null })
      return true
    })
  } catch (error) {
    if (!claimed) throw error
    await postpone(claimed, error)
    return true
  }
}

async function claim(trx: TransactionClientContract, id: number | null): Promise<Claimed | null> {
  const { rows } = await trx.rawQuery(
    `select update_id, body, tries from telegram_updates u
     where handled_at is null and (next_try_at is null or next_try_at <= :now) and (:id::bigint is null or update_id = :id)
       and not exists (
         select 1 from telegram_updates earlier
         where earlier.chat_id = u.chat_id and earlier.handled_at is null and earlier.update_id < u.update_id)
     order by update_id limit 1 for update of u skip locked`,
    { id, now: clock.now().toJSDate() } as Record<string, any>
  )
  return rows[0] ?? null
}

/** Tries it again a little later, three times; then gives it up, so that what comes after it is handled. */
async function postpone({ update_id: id, tries }: Claimed, error: unknown): Promise<void> {
  const now = clock.now()
  const wait = error instanceof BotRefusal ? (error.retryAfter ?? WAITS[tries]) : WAITS[tries]
  const isPartner = error instanceof BotRefusal || error instanceof BotUnreachable
  if (!isPartner) logger.error({ err: error, update: id }, 'an update of the bot was not handled')
  const isOver = wait === undefined || tries >= WAITS.length
  await db
    .from('telegram_updates')
    .where('update_id', id)
    .update(
      isOver
        ? { handled_at: now.toJSDate(), body: null, tries: tries + 1 }
        : { next_try_at: now.plus({ seconds: wait }).toJSDate(), tries: tries + 1 }
    )
}
