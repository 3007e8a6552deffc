import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import type Ticket from '#models/ticket'
import type { Letter } from '#mails/letter'
import type { EventOfMail } from '#mails/load_event'
import { shortened } from '#mails/ticket_words'
import type { Words } from '#mails/words'
import type { Wanted } from '#services/deliveries/why_not_wanted'
import { readSettings } from '#services/settings/read_settings'
import { takesReplies } from '#services/inbound/reply_address'
import { findTicketsFor } from '#services/deliveries/find_tickets_for'

/** The longest piece of somebody's text that a mail repeats. */
const LONGEST_TEXT = 2000

interface Told {
  ticket: Ticket
  event: EventOfMail
  reader: Wanted['reader']
  words: Words
}

/** What the letter of one kind of news about a support ticket shows in its own way; nothing for all other kinds. */
export async function supportParts(kind: string, told: Told): Promise<Partial<Letter>> {
  return (await PARTS[kind]?.(told)) ?? {}
}

const PARTS: Record<string, (told: Told) => Partial<Letter> | Promise<Partial<Letter>>> = {
  opened: request,
  transferred: handedOver,
  waiting_for_you: question,
  resolved: solution,
  closed: solution,
  merged: otherTicket,
}

/** What was asked, for those who have to look after it. */
async function request({ ticket, words }: Told): Promise<Partial<Letter>> {
  const files = await db
    .from('attachments')
    .where({ ticket_id: ticket.id, kind: 'brief' })
    .whereNull('removed_at')
    .count('* as count')
    .first()
  const count = Number(files.count)
  return {
    paragraphs: [
      shortened(ticket.description, LONGEST_TEXT),
      count > 0 ? words.i18n.t('mail.files', { count }) : '',
    ].filter(Boolean),
  }
}

/** Why another department gets it, and what it is about. */
async function handedOver(told: Told): Promise<Partial<Letter>> {
  const { event, words } = told
  const by = words.i18n.t('mail.reason_of', { name: event.actorName ?? '' })
  const changes = event.changes
    .filter(({ field }) => ['department', 'priority'].includes(field))
    .map(({ field, before, after }) =>
      words.i18n.t(`mail.moved.${field}`, {
        before: field === 'priority' ? words.i18n.t(`workflow.priority.${before}`) : before,
        after: field === 'priority' ? words.i18n.t(`workflow.priority.${after}`) : after,
      })
    )
  const { paragraphs = [] } = await request(told)
  return {
    panel: event.note ? { title: by, text: event.note, tone: 'ready' } : null,
    quotes: [],
    paragraphs: [changes.join(' '), ...paragraphs].filter(Boolean),
  }
}

/** What the work waits for; who answers the mail continues it. */
function question({ ticket, event, reader, words: { i18n } }: Told): Partial<Letter> {
  const text = event.comment?.body ?? event.note
  const name = event.comment?.by ?? event.actorName ?? ''
  const isAsked = ticket.requesterId === reader.id
  const way = takesReplies() ? 'mail.answer_here' : 'mail.answer_there'
  return {
    panel: text
      ? {
          title: i18n.t('mail.asks', { name }),
          text: shortened(text, LONGEST_TEXT),
          tone: 'wait',
        }
      : null,
    quotes: [],
    buttonHint: isAsked ? i18n.t(way) : '',
    ...(isAsked ? {} : openButton(ticket, i18n)),
  }
}

/** How it was solved, set apart, and what can be done about it. */
async function solution({ ticket, event, reader, words }: Told): Promise<Partial<Letter>> {
  const { i18n } = words
  const text = ticket.resolutionNote ?? event.note
  const isAsker = ticket.requesterId === reader.id
  const isOpenToHim = isAsker && ticket.closedAt === null
  return {
    panel: text
      ? { title: i18n.t('mail.solution'), text: shortened(text, LONGEST_TEXT), tone: 'done' }
      : null,
    quotes: [],
    buttonHint: isOpenToHim ? await whatNow(words) : '',
    ...(isOpenToHim ? {} : openButton(ticket, i18n)),
  }
}

/** What happens when he says nothing, and what he does when it is not solved. */
async function whatNow({ i18n }: Words): Promise<string> {
  const { closeAfterDays: days } = await readSettings()
  const silent = days > 0 ? `${i18n.t('mail.solved', { days })} ` : ''
  return `${silent}${i18n.t('mail.not_solved')}`
}

/** Where it goes on; its title only for those who may see that one. */
async function otherTicket({
  ticket: { mergedInto: id },
  reader,
  words: { i18n },
}: Told): Promise<Partial<Letter>> {
  if (!id) return {}
  const tickets = await findTicketsFor(reader, [id])
  const found = tickets.get(id)?.ticket
  const seen = found && !found.isTrashed ? found : null
  const values = { id: String(id), title: seen?.title ?? '' }
  return {
    paragraphs: [i18n.t(seen ? 'mail.goes_on' : 'mail.goes_on_unseen', values)],
    ...(seen
      ? {
          button: {
            label: i18n.t('mail.open', { id: String(id) }),
            href: `${appUrl}/tickets/${id}`,
          },
        }
      : {}),
  }
}

function openButton({ id }: Ticket, i18n: Words['i18n']): Partial<Letter> {
  const label = i18n.t('mail.open', { id: String(id) })
  return { button: { label, href: `${appUrl}/tickets/${id}` } }
}
