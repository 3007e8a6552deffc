import Activity from '#models/activity'
import Approval from '#models/approval'
import type TelegramCard from '#models/telegram_card'
import type Ticket from '#models/ticket'
import User from '#models/user'
import { exactly, type Words } from '#mails/words'
import { describeActivity } from '#services/activity/describe_activity'

/** Who decided what the card asked for; or why it asks no more. */
export async function decisionWords(
  card: TelegramCard,
  ticket: Ticket,
  words: Words
): Promise<string> {
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
export async function newsSince(card: TelegramCard, words: Words): Promise<string | undefined> {
  const query = Activity.query()
    .where({ ticketId: card.ticketId, isInternal: false })
    .whereExists((snapshots) =>
      snapshots
        .from('ticket_snapshots')
        .whereColumn('ticket_snapshots.activity_id', 'activities_in_full.id')
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
