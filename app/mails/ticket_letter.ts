import { appUrl } from '#config/app'
import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import { blankLetter, settingsAddress, type Letter } from '#mails/letter'
import { loadEvent, type EventOfMail } from '#mails/load_event'
import { ratingParts } from '#mails/rating_parts'
import { requestParts } from '#mails/request_parts'
import { reasonWords } from '#mails/reason_words'
import { supportParts } from '#mails/support_parts'
import { aboutTicket, changeLines, deadlineOf, shortened } from '#mails/ticket_words'
import { exactly, type Words } from '#mails/words'
import type { Wanted } from '#services/deliveries/why_not_wanted'
import { REQUESTS } from '#services/notifications/events'
import { describeNotification } from '#services/notifications/describe_notification'

/** The longest piece of somebody's text that a mail repeats. */
const LONGEST_QUOTE = 2000
/** Changes that a mail names, and characters of one. */
const MOST_CHANGES = 12
const LONGEST_CHANGE = 160

/**
 * The letter about a ticket: what happened, what is wanted, and for a request to decide the whole brief.
 * @returns null for a request that waits no longer
 */
export async function ticketLetter(
  delivery: Delivery,
  { ticket, reader }: Wanted,
  words: Words
): Promise<Letter | null> {
  const event = await loadEvent(delivery)
  if (!ticket) return farewell(delivery, event, words)
  const { i18n } = words
  const { kind } = delivery
  const { actorName, reason, details } = event
  const named = { ticketId: ticket.id, ticketTitle: ticket.title }
  const described = describeNotification({ kind, details, reason, actorName, ...named }, i18n)
  const isRequest = REQUESTS.includes(kind)
  const own = isRequest
    ? await requestParts(ticket, delivery, words)
    : await supportParts(kind, { ticket, event, reader, words })
  if (!own) return null
  const href = `${appUrl}/tickets/${ticket.id}`
  return blankLetter({
    subject: described.subject,
    preview: preview(ticket, described.said, words),
    pill: {
      text: isRequest ? i18n.t(`mail.pill.${kind}`) : described.said,
      tone: described.tone,
    },
    title: ticket.title,
    about: aboutTicket(ticket, words),
    quotes: isRequest ? [] : quotesOf(event, words),
    paragraphs: isRequest ? [] : [...versionsOf(event, words), ...changesOf(event, kind, words)],
    facts: [
      i18n.t('mail.happened', { when: exactly(words, delivery.createdAt) }),
      deadlineOf(ticket, words),
    ]
      .filter(Boolean)
      .join(' '),
    button: { label: buttonOf(kind, ticket, words), href },
    ...own,
    ...(await ratingParts(kind, ticket, reader, words)),
    why: reasonWords(event.reason, delivery, ticket, words),
    settings: { label: i18n.t('mail.settings'), href: settingsAddress },
  })
}

/** What is wanted, where something is; else only where it leads. */
function buttonOf(kind: string, { id }: Ticket, { i18n }: Words): string {
  const key = i18n.hasMessage(`mail.button.${kind}`) ? `mail.button.${kind}` : 'mail.open'
  return i18n.t(key, { id: String(id) })
}

/** For somebody who was taken off a ticket that he sees no longer: the number, nothing else of it. */
function farewell(delivery: Delivery, { actorName }: EventOfMail, { i18n }: Words): Letter {
  const id = String(delivery.ticketId)
  const actor = actorName ?? i18n.t('notifications.desk')
  return blankLetter({
    subject: i18n.t(`mail.farewell.${delivery.kind}.subject`, { id }),
    pill: { text: i18n.t('mail.farewell.pill'), tone: 'rest' },
    title: i18n.t(`mail.farewell.${delivery.kind}.title`, { id }),
    paragraphs: [i18n.t('mail.farewell.text', { id, actor })],
    why: i18n.t('mail.why.was_on_it'),
  })
}

function preview(ticket: Ticket, said: string, { i18n }: Words): string {
  const { fullName } = ticket.requester
  return i18n.t('mail.preview', {
    said,
    name: fullName,
    department: ticket.requestingDepartment.name,
  })
}

function quotesOf({ comment, note, actorName }: EventOfMail, { i18n }: Words) {
  if (comment)
    return [
      {
        by: i18n.t('mail.wrote', { name: comment.by }),
        text: shortened(comment.body, LONGEST_QUOTE),
      },
    ]
  if (note) {
    const by = i18n.t('mail.wrote', { name: actorName ?? i18n.t('notifications.desk') })
    return [{ by, text: shortened(note, LONGEST_QUOTE) }]
  }
  return []
}

/** The versions of what was delivered that an act spoke of. */
function versionsOf({ details }: EventOfMail, { i18n }: Words): string[] {
  const versions = (details.versions ?? []) as { name: string; version: number }[]
  if (versions.length === 0) return []
  const named = versions
    .slice(0, MOST_CHANGES)
    .map(({ name, version }) => i18n.t('activity.version_of', { name, version: String(version) }))
  const more = Number(details.made ?? details.files ?? versions.length) - named.length
  if (more > 0) named.push(i18n.t('activity.versions_more', { count: more }))
  return [i18n.t('mail.versions', { list: named.join(', ') })]
}

/** The changes; who got the work is said already to who got it. */
function changesOf({ changes }: EventOfMail, kind: string, words: Words): string[] {
  const told = changes.filter(({ field }) => kind !== 'assigned' || field !== 'assignee')
  return changeLines(told, { most: MOST_CHANGES, longest: LONGEST_CHANGE }, words)
}
