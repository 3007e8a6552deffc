import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import Deliverable from '#models/deliverable'
import Guest from '#models/guest'
import GuestReview from '#models/guest_review'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { loadLinks, type LoadedLink } from '#services/guests/load_links'
import { mayInvite } from '#services/guests/may_invite'
import { findStanding } from '#services/tickets/find_standing'
import { nameIn } from '#services/words/name_in'

export interface LoadedMessage {
  guestId: number | null
  toGuestId: number | null
  /** Who of the desk wrote it; null for the guest. */
  by: string | null
  body: string
  createdAt: Date
}

export interface GuestsPage {
  ticket: Ticket
  deliverables: Deliverable[]
  links: LoadedLink[]
  messages: LoadedMessage[]
}

/**
 * The links for guests of a ticket, who came by them and what was written; eleven queries, however many there are.
 * @throws NotFound, Refusal 403
 */
export async function loadGuestsPage(ticketId: number, viewer: User): Promise<GuestsPage> {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  if (!mayInvite(standing)) throw new Refusal('guests.not_yours')
  const deliverables = await Deliverable.query()
    .where('ticketId', ticketId)
    .whereNull('removedAt')
    .preload('current')
    .orderBy('id')
  const reviews = await GuestReview.query().where('ticketId', ticketId).orderBy('id', 'desc')
  const ids = reviews.map(({ id }) => id)
  const guests = await Guest.query().whereIn('guestReviewId', ids).orderBy('id')
  return {
    ticket,
    deliverables,
    links: await loadLinks(ticket, reviews, guests),
    messages: await messagesOf(ids),
  }
}

async function messagesOf(reviewIds: number[]): Promise<LoadedMessage[]> {
  const rows = await db
    .from('guest_messages as m')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .whereIn('m.guest_review_id', reviewIds)
    .orderBy('m.id')
    .select(
      'm.guest_id',
      'm.to_guest_id',
      'm.body',
      'm.created_at',
      db.raw(`${nameIn('u')} as name`)
    )
  return rows.map((row) => ({
    guestId: row.guest_id,
    toGuestId: row.to_guest_id,
    by: row.guest_id === null ? row.name : null,
    body: row.body,
    createdAt: row.created_at,
  }))
}
