import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { MOST_PICTURES, type StoredPicture } from '#mails/request_pictures'

export interface MailItem {
  name: string
  quantity: number
  criteria: 'image' | 'video' | null
}

export interface MailSignature {
  step: 'department' | 'creative'
  decision: 'approved' | 'rejected' | 'skipped'
  reason: string | null
  name: string | null
  decidedAt: Date
}

export interface BriefOfMail {
  items: MailItem[]
  productName: string | null
  files: number
  /** Files with a thumbnail, the first few. */
  pictures: StoredPicture[]
  signatures: MailSignature[]
}

/** What a request to decide shows of the brief: items, files and who has signed, in four queries. */
export async function loadBrief(ticket: Ticket): Promise<BriefOfMail> {
  const items = await db
    .from('ticket_items as i')
    .join('products as p', 'p.id', 'i.product_id')
    .where('i.ticket_id', ticket.id)
    .orderBy('i.position')
    .select('p.name', 'i.quantity', 'i.criteria')
  const extra = await db
    .from('tickets as t')
    .leftJoin('products as p', 'p.id', 't.product_id')
    .where('t.id', ticket.id)
    .select('p.name')
    .select(
      db.raw(
        `(select count(*) from attachments a where a.ticket_id = t.id and a.kind = 'brief' and a.removed_at is null) as files`
      )
    )
    .first()
  const pictures = await db
    .from('attachments')
    .where({ ticket_id: ticket.id, kind: 'brief' })
    .whereNull('removed_at')
    .whereNotNull('thumbnail_key')
    .orderBy('id')
    .limit(MOST_PICTURES)
    .select('id', 'name', 'thumbnail_key as thumbnailKey')
  const signatures = await db
    .from('approvals as a')
    .leftJoin('users as u', 'u.id', 'a.user_id')
    .where('a.ticket_id', ticket.id)
    .whereNull('a.voided_at')
    .orderBy('a.id')
    .select('a.step', 'a.decision', 'a.reason', 'a.decided_at as decidedAt')
    .select(db.raw(`nullif(trim(u.first_name || ' ' || u.last_name), '') as name`))
  return {
    items,
    productName: extra?.name ?? null,
    files: Number(extra?.files ?? 0),
    pictures,
    signatures,
  }
}
