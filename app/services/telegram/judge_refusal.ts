import { BotRefusal, BotUnreachable } from '#services/telegram/bot_errors'

/**
 * What an error of the Bot API means for a message: `unreachable` (nothing about it), `wait` (429), `chat_gone` (the
 * person blocked the bot, or there is no such chat), `settled` (an edit that changes nothing, or whose message is no
 * more), or `refused` (this message will not be taken).
 */
export type TelegramFailure = 'unreachable' | 'wait' | 'chat_gone' | 'settled' | 'refused'

const CHAT_GONE = /chat not found|user not found|user is deactivated|PEER_ID_INVALID/i
const SETTLED =
  /message is not modified|message to (edit|be replied) not found|message can't be edited|MESSAGE_ID_INVALID/i

/** Tells trouble with the partner from a refusal of one message (core.telegram.org/bots/api, "Making requests"). */
export function judgeRefusal(error: unknown): TelegramFailure {
  if (error instanceof BotUnreachable) return 'unreachable'
  if (!(error instanceof BotRefusal)) return 'refused'
  const { code, description } = error
  if (code === 429) return 'wait'
  if (code === 403) return 'chat_gone'
  // 401 and 404 speak of the token, 409 of a second reader: an admin has to mend that, no message is to blame.
  if (code >= 500 || code === 401 || code === 404 || code === 409) return 'unreachable'
  if (CHAT_GONE.test(description)) return 'chat_gone'
  return SETTLED.test(description) ? 'settled' : 'refused'
}

/** The error as the list of deliveries shows it, in one line; never with the token (see bot.ts). */
export function refusalText(error: unknown): string {
  const { message } = error as Error
  return (message || String(error)).replace(/\s+/g, ' ').slice(0, 300)
}
