import type { Message } from 'grammy/types'
import { Invalid, Refusal } from '#exceptions/refusals'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import TelegramCard from '#models/telegram_card'
import type User from '#models/user'
import clock from '#services/clock'
import { askQuestion, needsAnswer } from '#services/telegram/ask_question'
import { makeMove } from '#services/telegram/cards/make_move'
import { findLinked } from '#services/telegram/find_linked'
import { readEndTime } from '#services/telegram/read_end_time'
import { escapeHtml, say } from '#services/telegram/say'
import { wordsOf } from '#services/words/words_of'
import type { Words } from '#mails/words'

interface Question {
  card_id: number
  user_id: number
  move: string
  expires_at: Date
  answered_at: Date | null
}

/**
 * Takes a message in a private chat as the answer to a question that a button asked (a reason, an end time).
 * @returns false when it answers no question of ours: the message means something else
 * @throws BotUnreachable, BotRefusal when nothing was done yet: it may be tried again
 */
export async function answerQuestion(message: Message): Promise<boolean> {
  const chatId = String(message.chat.id)
  const question = await findQuestion(chatId, message.reply_to_message?.message_id)
  if (!question) return false
  const by = message.from ? await findLinked(message.from.id) : null
  if (!by || by.id !== question.user_id) return false
  const words = wordsOf(by)
  const said = await answer(question, message.text?.trim() ?? '', by, words)
  if (said) await sayOnce(chatId, said)
  return true
}

/** What was done stays done although nobody hears of it: the card says it too. */
async function sayOnce(chatId: string, text: string): Promise<void> {
  try {
    await say(chatId, escapeHtml(text))
  } catch (error) {
    logger.info({ reason: (error as Error).message }, 'an answer was not acknowledged')
  }
}

async function findQuestion(chatId: string, messageId?: number): Promise<Question | null> {
  if (!messageId) return null
  const questions = () =>
    db.from('telegram_questions').where('chat_id', chatId).orderBy('id', 'desc')
  const asked: Question | null = await questions().where('message_id', messageId).first()
  return asked?.answered_at ? ((await questions().where(sameAs(asked)).first()) ?? asked) : asked
}

/** The same question asked again, still open: a second press asks twice, and an answer to either is meant for both. */
function sameAs({ card_id, user_id, move }: Question) {
  return { card_id, user_id, move, answered_at: null }
}

/** @returns what is said to it; null when the question was asked again instead */
async function answer(
  question: Question,
  text: string,
  by: User,
  words: Words
): Promise<string | null> {
  const { i18n, zone } = words
  if (question.answered_at) return i18n.t('telegram.question.answered')
  if (question.expires_at <= clock.now().toJSDate()) return i18n.t('telegram.question.lapsed')
  const card = await TelegramCard.findOrFail(question.card_id)
  const { move } = question
  if (card.epoch !== by.sessionEpoch) return i18n.t('telegram.press.out_of_date')
  if (text === '') return i18n.t('telegram.question.only_text')
  try {
    const needed = await needsAnswer({ move, card }, by)
    const actualEnd = needed === 'end' ? readEndTime(text, zone) : undefined
    if (actualEnd === null) {
      await askQuestion({ move, card }, by, i18n.t('telegram.question.end_unreadable'))
      return null
    }
    const input = needed === 'end' ? { actualEnd } : { note: text }
    const ticket = await makeMove({ move, card, nonceHash: null }, input, by)
    const key = `workflow.${ticket.workflow}.transition.${move}.done`
    return i18n.t(key, { id: String(ticket.id) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const sentence = error.sentence(by.locale)
    if (!(error instanceof Invalid)) return sentence
    await askQuestion({ move, card }, by, sentence)
    return null
  }
}
