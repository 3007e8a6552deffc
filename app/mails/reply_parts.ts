import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import type { Letter } from '#mails/letter'
import type { Words } from '#mails/words'
import { replyAddress, takesReplies } from '#services/inbound/reply_address'
import { REQUESTS } from '#services/notifications/events'
import type { Wanted } from '#services/deliveries/why_not_wanted'
import { findWorkflow } from '#workflows/index'

/**
 * Where an answer to a mail goes and the line that says so; nothing without a mailbox, and where nobody could answer.
 * @param deliveries all that the mail tells of, about one ticket
 */
export async function replyParts(
  deliveries: Delivery[],
  { reader, ticket }: Pick<Wanted, 'reader' | 'ticket'>,
  { i18n }: Words
): Promise<Pick<Letter, 'replyTo' | 'replyHint'>> {
  const none = { replyTo: null, replyHint: '' }
  if (!takesReplies() || !ticket || ticket.isTrashed) return none
  const comment = await answeredComment(deliveries)
  const address = replyAddress({
    ticketId: ticket.id,
    userId: reader.id,
    commentId: comment?.id ?? null,
  })
  if (!address) return none
  const above = i18n.t('inbound.above')
  const { key, about } = hintOf(deliveries, ticket, reader, comment?.isInternal ?? false)
  if (!key) return none
  const hint = i18n.t(`inbound.${key}`, { above, id: String(about) })
  const decides = deliveries.some(({ kind }) => REQUESTS.includes(kind))
  const never = decides ? ` ${i18n.t('inbound.never_decides')}` : ''
  return { replyTo: address, replyHint: `— ${hint}${never} —` }
}

/** What becomes of an answer; no key where it would be refused. */
function hintOf(
  deliveries: Delivery[],
  ticket: Ticket,
  reader: Wanted['reader'],
  isNote: boolean
): { key: string | null; about: number } {
  const { id, mergedInto } = ticket
  const isAsker = ticket.requesterId === reader.id
  if (mergedInto) return { key: isNote ? 'hint_note' : 'hint', about: mergedInto }
  if (findWorkflow(ticket.workflow).statuses[ticket.status].isClosed)
    return { key: isAsker ? 'hint_again' : null, about: id }
  const isAwaited = deliveries.some(({ kind }) => kind === 'waiting_for_you')
  if (isNote) return { key: 'hint_note', about: id }
  return { key: isAwaited && isAsker ? 'hint_answer' : 'hint', about: id }
}

/**
 * The comment that an answer belongs below. A mail that tells of an internal note is always answered by a note: what was
 * said among a few may not become public by answering it.
 */
async function answeredComment(deliveries: Delivery[]) {
  const ids = deliveries.flatMap(
    ({ details }) => Number((details as { commentId?: number }).commentId) || []
  )
  if (ids.length === 0) return null
  const rows = await db
    .from('comments')
    .whereIn('id', ids)
    .orderBy('id', 'desc')
    .select('id', 'is_internal')
  const note = rows.find((row) => row.is_internal)
  const chosen = note ?? (rows.length === 1 ? rows[0] : null)
  return chosen && { id: Number(chosen.id), isInternal: Boolean(chosen.is_internal) }
}
