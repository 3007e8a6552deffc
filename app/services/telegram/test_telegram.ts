import env from '#start/env'
import i18nManager from '@adonisjs/i18n/services/main'
import type User from '#models/user'
import { bot } from '#services/telegram/bot'
import { hasTelegram } from '#services/telegram/has_telegram'
import { refusalText } from '#services/telegram/judge_refusal'

/** Seconds for each of the three questions. */
const PATIENCE = 5

/**
 * Asks the Bot API who the bot is and sends a few words to the person's private chat and to the group.
 * @returns what the Bot API said; never the token
 */
export async function testTelegram(person: User): Promise<{ ok: boolean; answer: string }> {
  const i18n = i18nManager.locale(person.locale)
  const t = (part: string, values = {}) => i18n.t(`deliveries.test.telegram.${part}`, values)
  if (!hasTelegram()) return { ok: false, answer: t('no_bot') }
  try {
    const { username } = await bot(PATIENCE).getMe()
    const group = env.get('TELEGRAM_GROUP_CHAT_ID')
    const said = [
      person.telegramChatId
        ? await send('to_you', person.telegramChatId)
        : { ok: true, answer: t('no_chat', { bot: username }) },
      ...(group ? [await send('to_group', group)] : []),
    ]
    const answer = said.map((one) => one.answer).join(' ')
    return { ok: said.every(({ ok }) => ok), answer }

    async function send(place: 'to_you' | 'to_group', chat: string) {
      try {
        const { message_id: id } = await bot(PATIENCE).sendMessage(chat, t('text'))
        return { ok: true, answer: t(place, { bot: username, id: String(id) }) }
      } catch (error) {
        return { ok: false, answer: t(`${place}_not`, { answer: refusalText(error) }) }
      }
    }
  } catch (error) {
    return { ok: false, answer: refusalText(error) }
  }
}
