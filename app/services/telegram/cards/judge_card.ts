import db from '@adonisjs/lucid/services/db'
import Activity from '#models/activity'
import Approval from '#models/approval'
import type Delivery from '#models/delivery'
import type TelegramCard from '#models/telegram_card'
import Ticket from '#models/ticket'
import User from '#models/user'
import { exactly, type Words } from '#mails/words'
import { describeActivity } from '#services/activity/describe_activity'
import { writeCard, type WrittenCard } from '#services/telegram/cards/write_card'
import { wordsOf } from '#services/telegram/words_of'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/with_locked_ticket'
import { findWorkflow } from '#workflows/index'
import { mayMove } from '#workflows/workflow'

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
  const words = await wordsOf(reader)
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
  const found = await findFor(reader, card.ticketId)
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

function isCurrent(card: TelegramCard, ticket: Ticket, standing: ReturnType<typeof standingOf>) {
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

async function findFor(reader: User, ticketId: number) {
  const ticket = await Ticket.query()
    .where('tickets.id', ticketId)
    .withScopes((scopes) => scopes.visibleTo(reader))
    .preload('requestType')
    .preload('requester')
    .preload('requestingDepartment')
    .preload('handlingDepartment')
    .first()
  if (!ticket) return null
  const rows = await db.from('collaborators').where('ticket_id', ticket.id).select('user_id')
  const ids = rows.map((row) => row.user_id as number)
  return { ticket, standing: standingOf(reader, factsOf(ticket, reader, ids)) }
}

/** Who decided what the card asked for; or why it asks no more. */
async function decisionWords(card: TelegramCard, ticket: Ticket, words: Words): Promise<string> {
  const { i18n } = words
  const decided = await Approval.query()
    .where({ ticketId: ticket.id, step: card.step!, round: card.round! })
    .where('briefVersion', card.briefVersion!)
    .preload('user')
    .orderBy('id', 'desc')
    .first()
  if (decided) {
    const { decision, user } = decided
    const isOwn = user?.id === card.userId
    return i18n.t(`telegram.card.ended.${isOwn ? `own_${decision}` : decision}`, {
      name: user?.fullName ?? i18n.t('notifications.desk'),
      when: exactly(words, decided.decidedAt),
    })
  }
  const isChanged = ticket.briefVersion !== card.briefVersion
  return i18n.t(`telegram.card.ended.${isChanged ? 'changed' : 'no_longer_waits'}`)
}

/** The last thing that happened to the ticket after what the card told: "Kim Cruz started the work, Fri 21 Nov …". */
async function newsSince(card: TelegramCard, words: Words): Promise<string | undefined> {
  const query = Activity.query()
    .where({ ticketId: card.ticketId, isInternal: false })
    .whereExists((snapshots) =>
      snapshots
        .from('ticket_snapshots')
        .whereColumn('ticket_snapshots.activity_id', 'activities.id')
    )
    .orderBy('id', 'desc')
  const told = card.delivery?.activityId
  if (told) query.where('id', '>', told)
  else query.where('createdAt', '>', card.createdAt.toJSDate())
  const activity = await query.first()
  if (!activity) return undefined
  const actor = activity.actorId ? await User.find(activity.actorId) : null
  const { actor: name, text } = describeActivity(activity, actor?.fullName ?? null, words)
  return words.i18n.t('telegram.card.news', {
    name,
    text,
    when: exactly(words, activity.createdAt),
  })
}
