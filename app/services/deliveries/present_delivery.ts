import type { I18n } from '@adonisjs/i18n'
import type { DeliveryChannel } from '#services/deliveries/claim_delivery'
import type { HeldFor } from '#services/deliveries/pace_delivery'
import { describeNotification } from '#services/notifications/describe_notification'

export interface DeliveryRow {
  id: number
  channel: DeliveryChannel
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped' | 'joined'
  /** Why it waits although nothing is wrong with it. */
  heldFor: HeldFor | null
  /** The delivery with which it leaves, or left, as one message. */
  joinedInto: number | null
  subject: string
  /** Null for what the group is told. */
  reader: { id: number; fullName: string; address: string } | null
  ticketId: number | null
  attempts: number
  /** What the other side said, or why nothing was sent. */
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
    channel: row.channel,
    state: row.state,
    heldFor: row.held_for,
    joinedInto: row.joined_into,
    subject: subjectOf(row, i18n),
    reader: row.user_id === null ? null : readerOf(row),
    ticketId: row.ticket_id,
    attempts: row.attempts,
    error: row.state === 'dropped' ? whyDropped(row.last_error, i18n) : row.last_error,
    messageId: row.message_id,
    createdAt: row.created_at,
    nextTryAt: row.next_try_at,
    sentAt: row.sent_at,
  }
}

function readerOf(row: any) {
  return {
    id: row.user_id,
    fullName: `${row.first_name} ${row.last_name}`.trim() || row.username,
    address: row.channel === 'email' ? row.email : (row.telegram_name ?? ''),
  }
}

function whyDropped(reason: string | null, i18n: I18n): string | null {
  const key = `deliveries.dropped.${reason}`
  return reason && i18n.hasMessage(key) ? i18n.t(key) : reason
}

function subjectOf(
  { kind, details, actor_name: actorName, ticket_id: ticketId, title }: any,
  i18n: I18n
) {
  const own = [`mail.account.${kind}.subject`, `report_mail.listed.${kind}`].find((key) =>
    i18n.hasMessage(key)
  )
  if (own && (ticketId === null || own.startsWith('mail.'))) return i18n.t(own)
  return describeNotification({ kind, details, actorName, ticketId, ticketTitle: title }, i18n)
    .subject
}
