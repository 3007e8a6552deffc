import type { Message } from 'grammy/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, Refusal } from '#exceptions/refusals'
import Delivery from '#models/delivery'
import type User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { escapeHtml } from '#services/telegram/say'
import { wordsOf } from '#services/words/words_of'

/** Messages of the bot that are about talk: a reply to one of them is talk too. A reply to a request never decides. */
const TALK = [
  'comment',
  'mention',
  'internal_note',
  'waiting_for_you',
  'answered',
  'resolved',
  'reopened',
]

/**
 * Takes a reply to a message about talk as a comment on its ticket, below the one it answers: a reply to an internal note
 * is one. The update is settled in the transaction of the comment, so that a second try writes nothing.
 * @returns what the bot says to it, as HTML; null when it answers no such message: it means something else
 */
export async function answerTalk(message: Message, by: User): Promise<string | null> {
  const delivery = await findAnswered(message, by)
  if (!delivery) return null
  const { i18n } = wordsOf(by)
  const body = message.text?.trim() ?? ''
  if (body === '') return i18n.t('telegram.question.only_text')
  const { commentId: parentId } = delivery.details as { commentId?: number }
  try {
    const ticketId = delivery.ticketId!
    const added = await addComment(
      ticketId,
      { body, parentId },
      { by, channel: 'telegram' },
      (trx) => settle(trx, message)
    )
    const key = added.isInternal ? 'telegram.talk.noted' : 'telegram.talk.commented'
    return i18n.t(key, { id: String(ticketId) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return escapeHtml(error.sentence(by.locale))
  }
}

async function findAnswered(message: Message, by: User): Promise<Delivery | null> {
  const answered = message.reply_to_message?.message_id
  if (!answered) return null
  return Delivery.query()
    .where({ channel: 'telegram', state: 'sent', userId: by.id })
    .where('messageId', `${message.chat.id}/${answered}`)
    .whereIn('kind', TALK)
    .whereNotNull('ticketId')
    .first()
}

/** @throws Conflict 409 when another worker was faster */
async function settle(trx: TransactionClientContract, { chat, message_id: id }: Message) {
  const settled = await trx
    .from('telegram_updates')
    .where('chat_id', String(chat.id))
    .whereNull('handled_at')
    .whereRaw(`body -> 'message' ->> 'message_id' = ?`, [String(id)])
    .update({ handled_at: clock.now().toJSDate() })
  if (Number(settled) === 0) throw new Conflict('busy')
}
