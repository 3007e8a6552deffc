import { appUrl } from '#config/app'
import type Delivery from '#models/delivery'
import { blankLetter, settingsAddress, type Letter } from '#mails/letter'
import { loadEvent } from '#mails/load_event'
import { loadNews, type NewsEvent } from '#mails/load_news'
import { newsLine } from '#mails/news_lines'
import { reasonWords } from '#mails/reason_words'
import { aboutTicket } from '#mails/ticket_words'
import type { Words } from '#mails/words'
import type { Part } from '#services/deliveries/sort_wanted'
import { describeNotification } from '#services/notifications/describe_notification'
import { EVENTS } from '#services/notifications/events'

/** The letter about several things that happened on one ticket within a short time, oldest first. */
export async function joinedLetter(leader: Delivery, parts: Part[], words: Words): Promise<Letter> {
  const { i18n } = words
  const { ticket } = parts[0]
  const id = String(ticket.id)
  const events = await loadNews(parts)
  const { reason } = await loadEvent(leader)
  const lines = events.map((event) => newsLine(event, words))
  const updates = i18n.t('mail_news.count', { count: lines.length })
  const question = questionAmong(leader, events, words)
  const open = { label: i18n.t('mail.open', { id }), href: `${appUrl}/tickets/${id}` }
  return blankLetter({
    subject:
      question?.subject ?? i18n.t('mail_news.joined.subject', { updates, id, title: ticket.title }),
    preview: lines.map(({ said }) => said).join('. '),
    pill: { text: question?.said ?? updates, tone: question?.tone ?? 'ready' },
    title: ticket.title,
    about: aboutTicket(ticket, words),
    news: [{ title: '', href: '', lines }],
    facts: i18n.t('mail_news.zone', { zone: words.zone }),
    button: question ? { ...open, label: i18n.t(`mail.button.${question.kind}`, { id }) } : open,
    why: reasonWords(reason, leader, ticket, words),
    settings: { label: i18n.t('mail.settings'), href: settingsAddress },
  })
}

/** What waits for the reader's own answer may not hide among other news: the mail is named after it. */
function questionAmong({ userId }: Delivery, events: NewsEvent[], { i18n }: Words) {
  const asked = events.findLast(
    ({ delivery, ticket }) =>
      EVENTS.question.kinds.includes(delivery.kind) && ticket.requesterId === userId
  )
  if (!asked) return null
  const { delivery, ticket, actorName, details, reason } = asked
  const { kind } = delivery
  const named = { ticketId: ticket.id, ticketTitle: ticket.title }
  return { kind, ...describeNotification({ kind, details, reason, actorName, ...named }, i18n) }
}
