import db from '@adonisjs/lucid/services/db'
import type TelegramCard from '#models/telegram_card'
import { bot } from '#services/telegram/bot'
import { judgeRefusal } from '#services/telegram/judge_refusal'

/**
 * Takes back a message whose picture is of a ticket that was purged: other words would leave the picture where it is.
 * Telegram lets a bot do so for 48 hours (core.telegram.org/bots/api#deletemessage).
 * @returns false where there is nothing to take back, or it is too late: then its words are rewritten at least
 * @throws BotRefusal, BotUnreachable
 */
export async function takeBack({ hasPhoto, ticketId, chatId, messageId }: TelegramCard) {
  if (!hasPhoto || (await db.from('tickets').where('id', ticketId).first())) return false
  try {
    await bot().deleteMessage(chatId, messageId)
    return true
  } catch (error) {
    if (judgeRefusal(error) !== 'refused') throw error
    return false
  }
}
