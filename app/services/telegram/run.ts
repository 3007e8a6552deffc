import logger from '@adonisjs/core/services/logger'
import type { oneAtATime } from '#services/deliveries/one_at_a_time'
import type { BotRefusal } from '#services/telegram/bot_errors'
import { judgeRefusal, refusalText } from '#services/telegram/judge_refusal'
import { pauseAll, pausedUntil, waitForTurn } from '#services/telegram/pace'

/** What the messages of one run share. */
export interface TelegramRun {
  signal: AbortSignal
  /** One message at a time is on the wire: when the process is killed, one at most is in doubt. */
  theFinalWord: ReturnType<typeof oneAtATime>
  /** The partner is away or asked to wait: nothing more is sent in this run. */
  isStopped: boolean
  /** Seconds until it is asked again. */
  pause: number
}

/** Seconds between two looks whether the Bot API is back. */
const OUTAGE_PAUSE = 15

/**
 * Waits until a chat may get its next message.
 * @returns false when everybody was told to wait meanwhile, which may be longer than a lease lasts: the run is ended
 */
export async function takeTurn(
  run: TelegramRun,
  chatId: string,
  isGroup = false
): Promise<boolean> {
  const paused = await pausedUntil()
  if (paused) {
    run.isStopped = true
    run.pause = Math.max(1, (paused.getTime() - Date.now()) / 1000)
    return false
  }
  await waitForTurn(chatId, run.signal, isGroup)
  return true
}

/**
 * Ends a run, because the Bot API is away or said to wait (429); all processes hear of the latter.
 * @returns seconds until the next try
 */
export async function stopFor(run: TelegramRun, error: unknown): Promise<number> {
  // One line for an outage, not one for every message that meets it.
  if (!run.isStopped) logger.warn({ reason: refusalText(error) }, 'Telegram takes no messages')
  run.isStopped = true
  run.pause = OUTAGE_PAUSE
  if (judgeRefusal(error) === 'wait') {
    run.pause = (error as BotRefusal).retryAfter ?? 1
    await pauseAll(run.pause)
  }
  return run.pause
}
