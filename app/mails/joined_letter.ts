import { appUrl } from '#config/app'
import type Delivery from '#models/delivery'
import { blankLetter, settingsAddress, type Letter } from '#mails/letter'
import { loadEvent } from '#mails/load_event'
import { loadNews } from '#mails/load_news'
import { newsLine } from '#mails/news_lines'
import { reasonWords } from '#mails/reason_words'
import { aboutTicket } from '#mails/ticket_words'
import type { Words } from '#mails/words'
import type { Part } from '#services/deliveries/sort_wanted'

/** The letter about several things that happened on one ticket within a short time, oldest first. */
export async function joinedLetter(leader: Delivery, parts: Part[], words: Words): Promise<Letter> {
  const { i18n } = words
  const { ticket } = parts[0]
  const id = String(ticket.id)
  const events = await loadNews(parts)
  const { reason } = await loadEvent(leader)
  const lines = events.map((event) => newsLine(event, words))
  const updates = i18n.t('mail_news.count', { count: lines.length })
  return blankLetter({
    subject: i18n.t('mail_news.joined.subject', { updates, id, title: ticket.title }),
    preview: lines.map(({ said }) => said).join('. '),
    pill: { text: updates, tone: 'ready' },
    title: ticket.title,
    about: aboutTicket(ticket, words),
    news: [{ title: '', href: '', lines }],
    facts: i18n.t('mail_news.zone', { zone: words.zone }),
    button: { label: i18n.t('mail.open', { id }), href: `${appUrl}/tickets/${id}` },
    why: reasonWords(reason, leader, ticket, words),
    settings: { label: i18n.t('mail.settings'), href: settingsAddress },
  })
}
