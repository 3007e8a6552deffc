import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { BotRefusal, BotUnreachable } from '#services/telegram/bot_errors'
import { answerUpdate } from '#services/telegram/intake/answer_update'
import type { KnownUpdate } from '#services/telegram/intake/read_update'

/** Chats that are answered at one time. */
const LANES = 4
/** Milliseconds. */
const LOOK_AGAIN = 250
/** Seconds after which an update counts as left behind by a process that died. */
const LEASE = 60
/** Seconds before each further try of an update that could not be handled. */
const WAITS = [1, 5, 30]

interface Claimed {
  update_id: number
  body: KnownUpdate
  tries: number
}

/**
 * Handles kept updates until none is left: those of one chat in their order, several chats side by side, also beside
 * other workers. Strangers wait until the people of the desk have been answered: anybody can write to a bot.
 * @returns when the next one may be tried that could not be handled now
 */
export async function handleWaiting(signal: AbortSignal): Promise<Date | null> {
  let busy = 0
  const lane = async () => {
    while (!signal.aborted) {
      const claimed = await claim()
      if (claimed) {
        busy += 1
        await handle(claimed).finally(() => (busy -= 1))
      } else if (busy === 0) return
      // Somebody who asks a lot at once keeps one lane; the others go on looking for what comes meanwhile.
      else await sleep(LOOK_AGAIN, undefined, { signal }).catch(() => {})
    }
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
 * Handles one kept update. It is leased for a minute: when this process dies, it is handled again, and what it did already
 * refuses to be done twice.
 * @returns false when there is none with this number, or an earlier one of its chat waits
 */
export async function handleNext(id: number): Promise<boolean> {
  const claimed = await claim(id)
  if (claimed) await handle(claimed)
  return claimed !== null
}

async function handle(claimed: Claimed): Promise<void> {
  try {
    await answerUpdate(claimed.body)
    await settle(claimed)
  } catch (error) {
    await postpone(claimed, error)
  }
}

async function claim(id: number | null = null): Promise<Claimed | null> {
  const now = clock.now()
  const { rows } = await db.rawQuery(
    `update telegram_updates set tries = tries + 1, next_try_at = :until
     where update_id = (
       select update_id from telegram_updates u
       where handled_at is null and (next_try_at is null or next_try_at <= :now)
         and (:id::bigint is null or update_id = :id)
         and not exists (
           select 1 from telegram_updates earlier
           where earlier.chat_id = u.chat_id and earlier.handled_at is null and earlier.update_id < u.update_id)
       order by exists (select 1 from users where telegram_chat_id = u.chat_id) desc, update_id
       limit 1 for update skip locked)
     returning update_id, body, tries`,
    { id, now: now.toJSDate(), until: now.plus({ seconds: LEASE }).toJSDate() } as Record<
      string,
      any
    >
  )
  return rows[0] ?? null
}

async function settle({ update_id: id }: Claimed): Promise<void> {
  await db
    .from('telegram_updates')
    .where('update_id', id)
    .update({ handled_at: clock.now().toJSDate(), body: null })
}

/** Tries it again a little later, three times; then gives it up, so that what comes after it is handled. */
async function postpone(claimed: Claimed, error: unknown): Promise<void> {
  const { update_id: id, tries } = claimed
  const isPartner = error instanceof BotRefusal || error instanceof BotUnreachable
  if (!isPartner) logger.error({ err: error, update: id }, 'an update of the bot was not handled')
  if (tries > WAITS.length) return settle(claimed)
  const wait = (error instanceof BotRefusal ? error.retryAfter : null) ?? WAITS[tries - 1]
  await db
    .from('telegram_updates')
    .where('update_id', id)
    .update({ next_try_at: clock.now().plus({ seconds: wait }).toJSDate() })
}
