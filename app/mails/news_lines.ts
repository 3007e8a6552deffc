import type { NewsLine } from '#mails/letter'
import type { NewsEvent } from '#mails/load_news'
import { changeLines, shortened } from '#mails/ticket_words'
import type { Words } from '#mails/words'
import { describeNotification } from '#services/notifications/describe_notification'

/** The longest piece of somebody's text that one line repeats, and the most changes it names. */
const LONGEST_QUOTE = 600
const MOST_CHANGES = 4
const LONGEST_CHANGE = 120

/** One event in a mail that tells of several: who did what and when, and what was written. */
export function newsLine(event: NewsEvent, words: Words): NewsLine {
  const { i18n, times } = words
  const { delivery, ticket, actorName, reason, details } = event
  const { said } = describeNotification(
    {
      kind: delivery.kind,
      details,
      reason,
      actorName,
      ticketId: ticket.id,
      ticketTitle: ticket.title,
    },
    i18n
  )
  return {
    said,
    when: times.exact(event.happenedAt),
    quote: event.quote ? shortened(event.quote, LONGEST_QUOTE) : '',
    changes: changeLines(
      event.changes,
      { most: MOST_CHANGES, longest: LONGEST_CHANGE },
      words
    ).join('; '),
  }
}
