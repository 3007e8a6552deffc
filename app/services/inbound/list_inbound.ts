import db from '@adonisjs/lucid/services/db'
import type { InboundResult } from '#services/inbound/inbound_record'
import { readMailboxState } from '#services/inbound/mailbox_state'
import { takesReplies } from '#services/inbound/reply_address'

/** Mails that the page for admins shows. */
export const SHOWN_MAILS = 100

export interface InboundRow {
  id: number
  result: InboundResult | 'trying'
  detail: string | null
  /** The sender as his mail says; anybody can write anything there. */
  sender: string | null
  person: { id: number; fullName: string } | null
  ticketId: number | null
  commentId: number | null
  receivedAt: Date
  isTaken: boolean
}

/** What came to the mailbox lately and how the mailbox is, in two queries. */
export async function listInbound() {
  const rows = await db
    .from('inbound_mails as m')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .orderBy('m.received_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(SHOWN_MAILS)
    .select('m.*', 'u.username', 'u.first_name', 'u.last_name')
  return {
    isOn: takesReplies(),
    mailbox: await readMailboxState(),
    mails: rows.map(present),
  }
}

function present(row: Record<string, any>): InboundRow {
  const fullName = `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim() || row.username
  return {
    id: row.id,
    result: row.result,
    detail: row.detail,
    sender: row.sender,
    person: row.user_id ? { id: row.user_id, fullName } : null,
    ticketId: row.ticket_id,
    commentId: row.comment_id,
    receivedAt: row.received_at,
    isTaken: row.comment_id !== null || row.result === 'followed_up',
  }
}
