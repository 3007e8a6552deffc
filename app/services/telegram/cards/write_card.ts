import { loadEvent, type EventOfMail } from '#mails/load_event'
import { fieldNames } from '#mails/ticket_words'
import type { Words } from '#mails/words'
import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import { loadRequests } from '#services/approvals/load_requests'
import type { Wanted } from '#services/deliveries/why_not_wanted'
import { describeNotification } from '#services/notifications/describe_notification'
import { REQUESTS } from '#services/notifications/events'
import { movesOn } from '#services/telegram/cards/card_moves'
import type { CardText } from '#services/telegram/cards/card_text'
import { factLines, itemLines } from '#services/telegram/cards/fact_lines'
import { plainWords } from '#services/telegram/cards/plain_words'
import { wordsOf } from '#services/words/words_of'
import type { SeenVersion } from '#services/tickets/transition_ticket'
import { findWorkflow } from '#workflows/index'

/** Cards for whoever has to picture the work. */
const WITH_PICTURE = [...REQUESTS, 'assigned', 'opened']
/** Told to people who have not read it before: the brief follows what somebody wrote with the news. */
const WITH_BRIEF = ['opened', 'transferred']

/** A message for one person, in words; nothing is sent yet. */
export interface WrittenCard {
  text: CardText
  /** The moves its buttons offer. */
  moves: string[]
  ticketId: number | null
  /** What a decision on it would count for; undefined when it asks for none. */
  seen?: SeenVersion
  /** Where its Open button leads, without the host; null for none. */
  opens: string | null
  /** Of the ticket's brief, if there is a picture in it and the reader needs one. */
  wantsPicture: boolean
}

/** What the message of a delivery says, in the reader's language and zone. */
export async function writeCard(
  delivery: Pick<Delivery, 'kind' | 'details' | 'ticketId' | 'notificationId'>,
  wanted: Wanted
): Promise<WrittenCard> {
  const { reader, ticket, standing } = wanted
  const words = wordsOf(reader)
  const event = await loadEvent(delivery as Delivery)
  const blank = { moves: [], ticketId: delivery.ticketId, opens: null, wantsPicture: false }
  if (!ticket) return { ...blank, ...plainCard(delivery, event, words) }
  const [request] = await loadRequests([ticket.id], reader)
  const isRequest = REQUESTS.includes(delivery.kind)
  const showsBrief = isRequest || delivery.notificationId === null
  const text: CardText = {
    head: headOf(delivery, ticket, event, words),
    title: ticket.title,
    // In the trash nothing but its name is left to say.
    lines: request
      ? [...factLines(ticket, request, delivery.kind, words), changedLine(delivery, words)]
      : [],
    items: request && showsBrief ? itemLines(request, words) : [],
    quote: plainWords(quoteOf(delivery.kind, ticket, event, showsBrief)),
  }
  return {
    text,
    moves: request ? movesOn(delivery.kind, findWorkflow(ticket.workflow), standing!) : [],
    ticketId: ticket.id,
    seen: isRequest ? seenOf(ticket) : undefined,
    opens: request ? `/tickets/${ticket.id}` : null,
    wantsPicture: WITH_PICTURE.includes(delivery.kind),
  }
}

function quoteOf(
  kind: string,
  { description }: Ticket,
  { comment, note }: EventOfMail,
  showsBrief: boolean
): string {
  if (showsBrief) return description
  const said = comment?.body ?? note ?? ''
  return WITH_BRIEF.includes(kind) ? [said, description].filter(Boolean).join('\n\n') : said
}

/** Of the very row that the words come from: what changed a moment later was not seen. */
function seenOf({ waitingStep: step, round, briefVersion }: Ticket): SeenVersion | undefined {
  return step ? { step, round, briefVersion } : undefined
}

/** About an account, or for somebody who was taken off a ticket that he sees no longer: nothing of it is named. */
function plainCard(
  { kind, details, ticketId }: Pick<Delivery, 'kind' | 'details' | 'ticketId'>,
  { actorName }: EventOfMail,
  words: Words
): { text: CardText; opens: string | null } {
  const { i18n } = words
  if (ticketId !== null) {
    const id = String(ticketId)
    const key = `telegram.card.farewell.${kind}`
    const head = i18n.t(i18n.hasMessage(key) ? key : 'telegram.card.farewell.other', { id })
    return { text: { head, lines: [] }, opens: null }
  }
  const event = { kind, details, actorName, ticketId, ticketTitle: null }
  const { said } = describeNotification(event, i18n)
  return {
    text: { head: said, lines: [] },
    opens: kind === 'account_waiting' ? '/admin/users' : null,
  }
}

/** What happened; on a card that was asked for, how it stands. */
function headOf(
  { kind, notificationId }: Pick<Delivery, 'kind' | 'notificationId'>,
  ticket: Ticket,
  { actorName, reason, details }: EventOfMail,
  { i18n }: Words
): string {
  if (notificationId === null) {
    return REQUESTS.includes(kind)
      ? i18n.t(`mail.pill.${kind}`)
      : i18n.t(`workflow.${ticket.workflow}.status.${ticket.status}`)
  }
  const named = { ticketId: ticket.id, ticketTitle: ticket.title }
  return describeNotification({ kind, details, reason, actorName, ...named }, i18n).said
}

/** What changed since the approver was last asked. */
function changedLine({ details }: Pick<Delivery, 'details'>, words: Words): string {
  const { changed = [] } = details as { changed?: string[] }
  const fields = fieldNames(changed, words)
  return fields ? words.i18n.t('mail.changed', { fields }) : ''
}
