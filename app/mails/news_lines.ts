import type { NewsLine } from '#mails/letter'
import type { NewsEvent } from '#mails/load_news'
import type { Words } from '#mails/words'
import { describeNotification } from '#services/notifications/describe_notification'

/** The longest piece of somebody's text that one line repeats, and the most changes it names. */
const LONGEST_QUOTE = 600
const MOST_CHANGES = 4
const LONGEST_CHANGE = 120

/** One event in a mail that tells of several: who did what and when, and what was written. */
export function newsLine(event: NewsEvent, words: Words): NewsLine {
  const { i18n, times } = words
  const { delivery, ticket, actorName } = event
  const { said } = describeNotification(
    {
      ...delivery.$attributes,
      kind: delivery.kind,
      actorName,
      ticketId: ticket.id,
      ticketTitle: ticket.title,
    },
    i18n
  )
  return {
    said,
    when: times.exact(event.happenedAt),
    quote: event.quote ? short(event.quote) : '',
    changes: changesOf(event, words).join('; '),
  }
}

function changesOf({ changes }: NewsEvent, { i18n }: Words): string[] {
  return changes
    .filter(({ before, after }) => `${before}${after}`.length <= LONGEST_CHANGE)
    .slice(0, MOST_CHANGES)
    .map(({ field, before, after }) =>
      i18n.t('mail.change', {
        field: nameOf(field, i18n),
        before: before ?? '–',
        after: after ?? '–',
      })
    )
}

function nameOf(field: string, i18n: Words['i18n']): string {
  if (field.startsWith('item:')) return field.slice(5)
  return i18n.hasMessage(`mail.field.${field}`) ? i18n.t(`mail.field.${field}`) : field
}

function short(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`
}
