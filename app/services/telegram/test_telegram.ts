import env from '#start/env'
import i18nManager from '@adonisjs/i18n/services/main'
import type User from '#models/user'
import { bot } from '#services/telegram/bot'
import { hasTelegram } from '#services/telegram/has_telegram'
import { refusalText } from '#services/telegram/judge_refusal'

/** Seconds for each of the two questions. */
const PATIENCE = 7

/**
 * Asks the Bot API who the bot is and sends a few words: to the person's private chat, else to the group.
 * @returns what the Bot API said; never the token
 */
export async function testTelegram(person: User): Promise<{ ok: boolean; answer: string }> {
  const i18n = i18nManager.locale(person.locale)
  const t = (part: string, values = {}) => i18n.t(`deliveries.test.telegram.${part}`, values)
  if (!hasTelegram()) return { ok: false, answer: t('no_bot') }
  try {
    const { username } = await bot(PATIENCE).getMe()
    const chat = person.telegramChatId ?? env.get('TELEGRAM_GROUP_CHAT_ID')
    if (!chat) return { ok: true, answer: t('no_chat', { bot: username }) }
    const sent = await bot(PATIENCE).sendMessage(chat, t('text'))
    const place = person.telegramChatId ? 'to_you' : 'to_group'
    return { ok: true, answer: t(place, { bot: username, id: String(sent.message_id) }) }
  } catch (error) {
    return { ok: false, answer: refusalText(error) }
  }
}
