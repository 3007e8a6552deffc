import type { CallbackQuery } from 'grammy/types'
import { Refusal } from '#exceptions/refusals'
import logger from '@adonisjs/core/services/logger'
import type User from '#models/user'
import { askQuestion, needsAnswer } from '#services/telegram/ask_question'
import { bot } from '#services/telegram/bot'
import { BotRefusal, BotUnreachable } from '#services/telegram/bot_errors'
import { findButton, type FoundButton } from '#services/telegram/cards/find_button'
import { makeMove } from '#services/telegram/cards/make_move'
import { findLinked } from '#services/telegram/find_linked'
import { wordsOf } from '#services/words/words_of'

/** What is said to a press: a line at the top of the chat, or a window that has to be closed. */
interface Said {
  text: string
  isRefusal: boolean
}

/** The Bot API takes 200 characters. */
const LONGEST = 200

/**
 * A button of a card was pressed. Makes the move as the person linked to `query.from.id`, or refuses politely; the press
 * is always answered.
 * @throws BotUnreachable, BotRefusal when nothing was done yet: it may be tried again
 */
export async function answerPress(query: CallbackQuery): Promise<void> {
  const said = await press(query)
  await say(query.id, said)
}

async function press(query: CallbackQuery): Promise<Said> {
  const by = await findLinked(query.from.id)
  const { i18n } = wordsOf(by)
  const refused = (key: string) => ({ text: i18n.t(`telegram.press.${key}`), isRefusal: true })
  if (query.message?.chat.type !== 'private' || query.message.chat.id !== query.from.id) {
    return refused('private_only')
  }
  if (!by) return refused('not_linked')
  try {
    const found = await findButton(query.data ?? '', {
      by,
      chatId: String(query.message.chat.id),
      messageId: query.message.message_id,
    })
    if ('why' in found) return refused(found.why)
    return await act(found.button, by)
  } catch (error) {
    if (error instanceof Refusal) return { text: error.sentence(by.locale), isRefusal: true }
    if (error instanceof BotUnreachable || error instanceof BotRefusal) throw error
    logger.error({ err: error }, 'a press failed')
    return refused('failed')
  }
}

async function act(button: FoundButton, by: User): Promise<Said> {
  const { i18n } = wordsOf(by)
  if (await needsAnswer(button, by)) {
    await askQuestion(button, by)
    return { text: i18n.t('telegram.press.answer_below'), isRefusal: false }
  }
  const ticket = await makeMove(button, {}, by)
  const key = `workflow.${ticket.workflow}.transition.${button.move}.done`
  return { text: i18n.t(key, { id: String(ticket.id) }), isRefusal: false }
}

/** What was done stays done although nobody hears of it: the card says it too. */
async function say(queryId: string, { text, isRefusal }: Said): Promise<void> {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
  try {
    await bot().answerCallbackQuery(queryId, { text: cut, show_alert: isRefusal })
  } catch (error) {
    logger.info({ reason: (error as Error).message }, 'a press was not answered')
  }
}
