import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'
import { bot } from '#services/telegram/bot'
import { BotRefusal, BotUnreachable } from '#services/telegram/bot_errors'
import { hasTelegram } from '#services/telegram/has_telegram'
import { keepUpdates } from '#services/telegram/intake/keep_updates'
import { prepareBot } from '#services/telegram/intake/prepare_bot'
import { KINDS } from '#services/telegram/intake/read_update'

/** Seconds that Telegram may keep a question open, and that an answer may take at most. */
const LONG_POLL = 25
const PATIENCE = LONG_POLL + 10
/** Milliseconds: between two tries to become the one who asks, and the longest pause after troubles. */
const LOCK_PAUSE = 2000
const LONGEST_PAUSE = 30_000

/**
 * Receives what people tell the bot, until aborted. Of several workers one asks; when it ends, another goes on. Troubles
 * of the Bot API or the database are waited out.
 */
export async function receiveUpdates(signal: AbortSignal): Promise<void> {
  if (!hasTelegram()) return
  let troubles = 0
  let lastWords = ''
  const calm = () => {
    if (lastWords) logger.info('Telegram answers again')
    troubles = 0
    lastWords = ''
  }
  while (!signal.aborted) {
    try {
      const isOver = await receiveAsTheOne(signal, calm)
      if (isOver) return
    } catch (error) {
      if (signal.aborted) return
      troubles += 1
      const words = wordsOf(error)
      // One line for an outage, not one for every try.
      if (words !== lastWords) logger.warn({ reason: words }, 'Telegram cannot be asked')
      lastWords = words
      await pause(pauseAfter(error, troubles), signal)
    }
  }
}

/** @returns true when nobody has to ask: Telegram calls */
async function receiveAsTheOne(signal: AbortSignal, calm: () => void): Promise<boolean> {
  const isOver = await asTheOnlyOne('telegram', async (lost) => {
    const both = AbortSignal.any([signal, lost])
    if (!(await prepareBot(both))) return true
    calm()
    await poll(both, calm)
    return false
  })
  if (isOver === null) await pause(LOCK_PAUSE, signal)
  return isOver ?? false
}

/** Asks again and again. What came is confirmed, by the next question, only after it was kept. */
async function poll(signal: AbortSignal, calm: () => void): Promise<void> {
  let offset: number | undefined
  while (!signal.aborted) {
    const updates = await bot(PATIENCE).getUpdates(
      { offset, timeout: LONG_POLL, limit: 100, allowed_updates: [...KINDS] },
      signal as never
    )
    calm()
    await keepUpdates(updates)
    const numbers = updates.map(({ update_id: id }) => id).filter(Number.isSafeInteger)
    if (numbers.length > 0) offset = Math.max(...numbers) + 1
  }
}

function pauseAfter(error: unknown, troubles: number): number {
  if (error instanceof BotRefusal && error.retryAfter) return error.retryAfter * 1000
  const wait = Math.min(LONGEST_PAUSE, 500 * 2 ** Math.min(troubles, 6))
  return wait * (0.75 + Math.random() / 2)
}

function wordsOf(error: unknown): string {
  if (error instanceof BotRefusal && error.code === 409) {
    return `another program asks with the same token (${error.description})`
  }
  if (error instanceof BotRefusal && error.code === 401) {
    return 'TELEGRAM_BOT_TOKEN is not the token of a bot (401 Unauthorized)'
  }
  const isTold = error instanceof BotRefusal || error instanceof BotUnreachable
  return isTold ? error.message : `the database: ${(error as Error).message}`
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}
