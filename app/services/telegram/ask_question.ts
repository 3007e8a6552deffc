import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import clock from '#services/clock'
import { bot } from '#services/telegram/bot'
import type { FoundButton } from '#services/telegram/cards/find_button'
import { closeQuestions } from '#services/telegram/cards/make_move'
import { escapeHtml } from '#services/telegram/say'
import { wordsOf } from '#services/words/words_of'
import { findStanding } from '#services/tickets/find_standing'
import { refuseStaleDecision } from '#services/tickets/refuse_stale_decision'
import { findWorkflow } from '#workflows/index'
import { transitionNamed, whyNot } from '#workflows/workflow'

/** Minutes that an answer is waited for; then the press lapses. */
export const ANSWER_WITHIN = 10

/** What a move needs beside the press: words, or the time it ended. */
export type Needed = 'note' | 'end'

/**
 * Whether a move needs an answer before it is made. Asks first whether it is open at all, so that nobody writes a reason
 * in vain.
 * @throws NotFound, Refusal 403, Conflict 409 as the move itself would
 */
export async function needsAnswer(
  { move, card }: Pick<FoundButton, 'move' | 'card'>,
  by: User
): Promise<Needed | null> {
  const { ticket, standing } = await findStanding(card.ticketId, by)
  const workflow = findWorkflow(ticket.workflow)
  await refuseStaleDecision({ trx: db.connection(), ticket, by }, card.seen)
  const why = whyNot(workflow, move, standing)
  if (why) throw new Refusal(`${workflow.key}.${move}.${why.code}`)
  const transition = transitionNamed(workflow, move)
  if (transition?.needs || transition?.by === 'comment') return 'note'
  return move === 'complete' && ticket.requestType.isScheduled ? 'end' : null
}

/**
 * Asks for it as a reply in the chat, with ten minutes to answer; a question that the card asked before lapses.
 * @throws BotRefusal, BotUnreachable
 */
export async function askQuestion(
  { move, card }: Pick<FoundButton, 'move' | 'card'>,
  by: User,
  /** Why the last answer did not do. */
  before = ''
): Promise<void> {
  const words = wordsOf(by)
  const { i18n, zone } = words
  const needed = await needsAnswer({ move, card }, by)
  const id = String(card.ticketId)
  const { ticket } = await findStanding(card.ticketId, by)
  const ask = i18n.t(`workflow.${ticket.workflow}.transition.${move}.ask`, { id })
  const text =
    needed === 'end'
      ? i18n.t('telegram.question.end', { id, zone })
      : i18n.t('telegram.question.note', { ask })
  const asked = [before, text].filter(Boolean).join('\n\n')
  const sent = await bot().sendMessage(card.chatId, escapeHtml(asked), {
    parse_mode: 'HTML',
    reply_markup: {
      force_reply: true,
      input_field_placeholder: i18n.t(`telegram.question.placeholder_${needed ?? 'note'}`),
    },
  })
  const now = clock.now()
  await db.transaction(async (trx) => {
    await closeQuestions(trx, card.id)
    await trx.table('telegram_questions').insert({
      card_id: card.id,
      user_id: by.id,
      chat_id: card.chatId,
      message_id: sent.message_id,
      move,
      asked_at: now.toJSDate(),
      expires_at: now.plus({ minutes: ANSWER_WITHIN }).toJSDate(),
    })
  })
}
