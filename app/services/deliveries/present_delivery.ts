import type { I18n } from '@adonisjs/i18n'
import { describeNotification } from '#services/notifications/describe_notification'

export interface DeliveryRow {
  id: number
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped'
  subject: string
  reader: { id: number; fullName: string; email: string }
  ticketId: number | null
  attempts: number
  error: string | null
  messageId: string | null
  createdAt: Date
  nextTryAt: Date
  sentAt: Date | null
}

/** A delivery with its reader, ticket and actor, as one row of the list. */
export function presentDelivery(row: any, i18n: I18n): DeliveryRow {
  return {
    id: Number(row.id),
    state: row.state,
    subject: subjectOf(row, i18n),
    reader: {
      id: row.user_id,
      fullName: `${row.first_name} ${row.last_name}`.trim() || row.username,
      email: row.email,
    },
    ticketId: row.ticket_id,
    attempts: row.attempts,
    error: row.last_error,
    messageId: row.message_id,
    createdAt: row.created_at,
    nextTryAt: row.next_try_at,
    sentAt: row.sent_at,
  }
}

function subjectOf(
  { kind, details, actor_name: actorName, ticket_id: ticketId, title }: any,
  i18n: I18n
) {
  const own = `mail.account.${kind}.subject`
  if (i18n.hasMessage(own)) return i18n.t(own)
  return describeNotification({ kind, details, actorName, ticketId, ticketTitle: title }, i18n)
    .subject
}
