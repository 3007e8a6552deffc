import { BotRefusal } from '#services/telegram/bot_errors'
import { waitForTurn } from '#services/telegram/pace'
import { say } from '#services/telegram/say'

/** Milliseconds; somebody looks at the screen. */
const LONGEST_WAIT = 5000

/**
 * Answers in a private chat, in the pace of the chat. A person who cannot be written to gets nothing.
 * @param html see `say`
 * @throws BotUnreachable, BotRefusal 429 and troubles with the token: another try may help
 */
export async function reply(chatId: string, html: string): Promise<void> {
  await waitForTurn(chatId, AbortSignal.timeout(LONGEST_WAIT))
  try {
    await say(chatId, html)
  } catch (error) {
    if (!(error instanceof BotRefusal) || ![400, 403].includes(error.code)) throw error
  }
}
