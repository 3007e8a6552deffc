import type Delivery from '#models/delivery'
import type TelegramCard from '#models/telegram_card'
import type Ticket from '#models/ticket'
import User from '#models/user'
import type { Words } from '#mails/words'
import { findTicketsFor } from '#services/deliveries/find_tickets_for'
import { decisionWords, newsSince } from '#services/telegram/cards/ending_words'
import { writeCard, type WrittenCard } from '#services/telegram/cards/write_card'
import { wordsOf } from '#services/words/words_of'
import { findWorkflow } from '#workflows/index'
import { mayMove, type Standing } from '#workflows/workflow'

/** What a card has to show now. Without moves it is closed: nothing is pressed there any more. */
export type JudgedCard = Pick<WrittenCard, 'text' | 'moves' | 'opens'> & {
  workflow: string | null
  words: Words
  /** The session epoch of the reader that its buttons count for. */
  epoch: number
}

/**
 * Looks at a sent card with fresh eyes: what happened since, and what its reader may still press. Its buttons go when a
 * decision was made anywhere, when the brief changed, and when the reader lost a right; with another role or department
 * he gets new ones, as far as he may still press them. Nothing of a ticket is said that he may no longer see.
 */
export async function judgeCard(card: TelegramCard): Promise<JudgedCard> {
  const reader = (await User.asActor(card.userId))!
  const words = wordsOf(reader)
  const { i18n } = words
  const id = String(card.ticketId)
  const bare = (key: string): JudgedCard => ({
    text: { head: i18n.t(`telegram.card.ended.${key}`, { id }), lines: [] },
    moves: [],
    opens: null,
    workflow: null,
    words,
    epoch: reader.sessionEpoch,
  })
  if (!isHis(card, reader)) return bare('access')
  const tickets = await findTicketsFor(reader, [card.ticketId])
  const found = tickets.get(card.ticketId)
  if (!found) return bare('gone')
  const { ticket, standing } = found
  const written = await writeCard(subjectOf(card), { reader, ticket, standing })
  const closed = (ending: string): JudgedCard => ({
    text: { ...written.text, items: [], quote: '', ending },
    moves: [],
    opens: written.opens,
    workflow: ticket.workflow,
    words,
    epoch: reader.sessionEpoch,
  })
  if (ticket.isTrashed) return closed(i18n.t('telegram.card.ended.trashed'))
  if (card.step && !isCurrent(card, ticket, standing)) {
    return closed(await decisionWords(card, ticket, words))
  }
  const ending = card.step ? undefined : await newsSince(card, words)
  if (written.moves.length === 0) return closed(ending ?? i18n.t('telegram.card.ended.settled'))
  return {
    text: { ...written.text, ending },
    moves: written.moves,
    opens: written.opens,
    workflow: ticket.workflow,
    words,
    epoch: reader.sessionEpoch,
  }
}

/** The chat is still his, and he may act at all; what ended his sessions for good took the link of the chat too. */
function isHis(card: TelegramCard, reader: User): boolean {
  return reader.isActive && !reader.adminLockedAt && reader.telegramChatId === card.chatId
}

function isCurrent(card: TelegramCard, ticket: Ticket, standing: Standing) {
  const { step, round, briefVersion } = card
  return (
    ticket.waitingStep === step &&
    ticket.round === round &&
    ticket.briefVersion === briefVersion &&
    mayMove(findWorkflow(ticket.workflow), 'approve', standing)
  )
}

/** The message as its delivery told it; without one (sent on a command) as far as the card itself knows. */
function subjectOf(
  card: TelegramCard
): Pick<Delivery, 'kind' | 'details' | 'ticketId' | 'notificationId'> {
  if (card.delivery) return card.delivery
  const details = card.step ? { step: card.step } : {}
  return { kind: card.kind, details, ticketId: card.ticketId, notificationId: null }
}
