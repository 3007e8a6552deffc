import { BotRefusal } from '#services/telegram/bot_errors'
import { pauseAll, pausedUntil, waitForTurn } from '#services/telegram/pace'
import { say } from '#services/telegram/say'

/** Milliseconds; somebody looks at the screen. */
const LONGEST_WAIT = 5000

/**
 * Answers in a private chat, in the pace of the chat. A person who cannot be written to gets nothing.
 * @param html see `say`
 * @throws BotUnreachable, BotRefusal 429 and troubles with the token: another try may help
 */
export async function reply(chatId: string, html: string): Promise<void> {
  const paused = await pausedUntil()
  if (paused) throw new BotRefusal('sendMessage', 429, 'Too Many Requests', secondsTo(paused))
  await waitForTurn(chatId, AbortSignal.timeout(LONGEST_WAIT))
  try {
    await say(chatId, html)
  } catch (error) {
    if (!(error instanceof BotRefusal)) throw error
    if (error.retryAfter) await pauseAll(error.retryAfter)
    if (![400, 403].includes(error.code)) throw error
  }
}

function secondsTo(instant: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - Date.now()) / 1000))
}
