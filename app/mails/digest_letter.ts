import { appUrl } from '#config/app'
import { blankLetter, settingsAddress, type Letter, type NewsGroup } from '#mails/letter'
import { loadNews, type NewsEvent } from '#mails/load_news'
import { newsLine } from '#mails/news_lines'
import type { Words } from '#mails/words'
import type { Part } from '#services/deliveries/sort_wanted'

/** The letter about everything since the last one, or of one act, a ticket after the other, oldest first. */
export async function digestLetter(
  parts: Part[],
  words: Words,
  kind: 'digest' | 'several'
): Promise<Letter> {
  const { i18n } = words
  const groups = groupsOf(await loadNews(parts), words)
  const updates = i18n.t('mail_news.count', { count: parts.length })
  const tickets = i18n.t('mail_news.digest.tickets', { count: groups.length })
  const { ticket } = parts[0]
  const values = { updates, tickets, id: String(ticket.id), title: ticket.title }
  return blankLetter({
    subject: i18n.t(`mail_news.${kind}.${groups.length === 1 ? 'subject_one' : 'subject'}`, values),
    preview: groups.map(({ title }) => title).join(', '),
    pill: { text: i18n.t(`mail_news.${kind}.pill`), tone: 'ready' },
    title: i18n.t('mail_news.digest.title', values),
    news: groups,
    facts: i18n.t('mail_news.zone', { zone: words.zone }),
    button: { label: i18n.t('mail_news.digest.button'), href: `${appUrl}/notifications` },
    why: i18n.t(`mail_news.${kind}.why`),
    settings: { label: i18n.t('mail.settings'), href: settingsAddress },
  })
}

function groupsOf(events: NewsEvent[], words: Words): NewsGroup[] {
  const byTicket = Map.groupBy(events, ({ ticket }) => ticket.id)
  return [...byTicket.values()].map((some) => {
    const { id, title } = some[0].ticket
    return {
      title: words.i18n.t('mail_news.ticket', { id: String(id), title }),
      href: `${appUrl}/tickets/${id}`,
      lines: some.map((event) => newsLine(event, words)),
    }
  })
}
