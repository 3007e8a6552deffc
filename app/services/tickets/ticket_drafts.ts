import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import TicketDraft from '#models/ticket_draft'
import clock from '#services/clock'
import { emptyTicket, type TypedTicket } from '#services/tickets/typed_ticket'

export interface KeptDraft {
  typed: TypedTicket
  keptAt: DateTime
}

/**
 * Keeps the form as it stands, one for each person. A form that was sent meanwhile (its key made a ticket) is not kept
 * again: the last save and the sending may overtake each other.
 * @returns when it was kept, or null when it was sent
 */
export async function keepDraft(userId: number, typed: TypedTicket): Promise<DateTime | null> {
  if (await wasSent(userId, typed.idempotencyKey)) return null
  const now = clock.now()
  const form = JSON.stringify({
    ...typed,
    title: typed.title.slice(0, 1000),
    description: typed.description.slice(0, 60_000),
  })
  await db.rawQuery(
    `insert into ticket_drafts (user_id, form, updated_at) values (:userId, :form, :now)
     on conflict (user_id) do update set form = excluded.form, updated_at = excluded.updated_at`,
    { userId, form, now: now.toJSDate() } as Record<string, any>
  )
  return now
}

/** The person's draft, or null when there is none or it was sent. */
export async function findDraft(userId: number): Promise<KeptDraft | null> {
  const row = await TicketDraft.findBy('userId', userId)
  if (!row) return null
  const typed = emptyTicket(row.form as Partial<TypedTicket>)
  if (await wasSent(userId, typed.idempotencyKey)) return null
  return { typed, keptAt: row.updatedAt! }
}

/** Removes the draft; its files go with the next sweep. */
export async function forgetDraft(userId: number): Promise<void> {
  await db.from('ticket_drafts').where('user_id', userId).delete()
}

async function wasSent(userId: number, key: string): Promise<boolean> {
  if (!key) return false
  const row = await db
    .from('idempotency_keys')
    .where({ user_id: userId, key })
    .whereNotNull('ticket_id')
    .first()
  return row !== null
}
