import type { InputFile } from 'grammy'
import { bot } from '#services/telegram/bot'
import { judgeRefusal } from '#services/telegram/judge_refusal'
import { cardHtml, LONGEST_CAPTION, LONGEST_TEXT } from '#services/telegram/cards/card_text'
import type { CardText } from '#services/telegram/cards/card_text'
import type { Keyboard } from '#services/telegram/cards/card_keyboard'

const IN_HTML = { parse_mode: 'HTML' as const }
const NO_PREVIEW = { link_preview_options: { is_disabled: true } }

export interface SentMessage {
  messageId: number
  hasPhoto: boolean
}

/**
 * Sends a message with its buttons, under a picture if there is one; a picture that Telegram refuses is left out.
 * @throws BotRefusal, BotUnreachable
 */
export async function sendMessage(
  chatId: string,
  text: CardText,
  keyboard: Keyboard | null,
  picture: InputFile | null = null
): Promise<SentMessage> {
  const buttons = keyboard ? { reply_markup: keyboard.markup } : {}
  if (picture) {
    const caption = cardHtml(text, LONGEST_CAPTION)
    try {
      const sent = await bot().sendPhoto(chatId, picture, { caption, ...IN_HTML, ...buttons })
      return { messageId: sent.message_id, hasPhoto: true }
    } catch (error) {
      if (judgeRefusal(error) !== 'refused') throw error
    }
  }
  const html = cardHtml(text, LONGEST_TEXT)
  const sent = await bot().sendMessage(chatId, html, { ...IN_HTML, ...NO_PREVIEW, ...buttons })
  return { messageId: sent.message_id, hasPhoto: false }
}

/**
 * Puts another text and other buttons in the place of a sent message; its picture stays.
 * @throws BotRefusal, BotUnreachable
 */
export async function editMessage(
  { chatId, messageId, hasPhoto }: { chatId: string; messageId: number; hasPhoto: boolean },
  text: CardText,
  keyboard: Keyboard
): Promise<void> {
  const buttons = { reply_markup: keyboard.markup }
  if (hasPhoto) {
    const caption = cardHtml(text, LONGEST_CAPTION)
    await bot().editMessageCaption(chatId, messageId, { caption, ...IN_HTML, ...buttons })
    return
  }
  const html = cardHtml(text, LONGEST_TEXT)
  await bot().editMessageText(chatId, messageId, html, { ...IN_HTML, ...NO_PREVIEW, ...buttons })
}
