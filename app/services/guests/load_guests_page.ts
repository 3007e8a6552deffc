import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import Deliverable from '#models/deliverable'
import Guest from '#models/guest'
import GuestReview from '#models/guest_review'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { mayInvite } from '#services/guests/may_invite'
import { whoSees } from '#services/live/who_sees'
import { findStanding } from '#services/tickets/find_standing'

/** What a link is good for now, as its hosts may know it. */
export type LinkState = 'open' | 'ended' | 'over' | 'without_host' | 'empty'

export interface LoadedLink {
  review: GuestReview
  state: LinkState
  madeBy: string
  endedBy: string | null
  names: string[]
  guests: Guest[]
}

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

const NAME = `coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username::text)`

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
    links: await linksOf(ticket, reviews, guests),
    messages: await messagesOf(ids),
  }
}

async function linksOf(
  ticket: Ticket,
  reviews: GuestReview[],
  guests: Guest[]
): Promise<LoadedLink[]> {
  const named = await db
    .from('guest_review_deliverables as n')
    .join('deliverables as d', 'd.id', 'n.deliverable_id')
    .whereIn(
      'n.guest_review_id',
      reviews.map(({ id }) => id)
    )
    .where('d.ticket_id', ticket.id)
    .whereNull('d.removed_at')
    .orderBy('d.id')
    .select('n.guest_review_id as review', 'd.name')
  const makers = reviews.map(({ createdBy }) => createdBy)
  const people = await db
    .from('users as u')
    .whereIn('u.id', [...makers, ...reviews.map(({ revokedBy }) => revokedBy ?? 0)])
    .select('u.id', 'u.admin_locked_at as locked', db.raw(`${NAME} as name`))
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const shut = new Set(people.filter(({ locked }) => locked).map(({ id }) => id))
  const seen = await whoSees(new Map([[ticket.id, { from: new Set<string>() }]]), makers)
  const hosts = new Set((seen.get(ticket.id) ?? []).filter((id) => !shut.has(id)))
  return reviews.map((review) => {
    const names = named.filter((row) => row.review === review.id).map((row) => row.name)
    return {
      review,
      state: stateOf(review, { hasHost: hosts.has(review.createdBy), isEmpty: names.length === 0 }),
      madeBy: nameOf.get(review.createdBy) ?? '',
      endedBy: nameOf.get(review.revokedBy) ?? null,
      names,
      guests: guests.filter(({ guestReviewId }) => guestReviewId === review.id),
    }
  })
}

/** The same rule as `openReview`, for who may know why. */
function stateOf(
  { revokedAt, expiresAt }: GuestReview,
  { hasHost, isEmpty }: { hasHost: boolean; isEmpty: boolean }
): LinkState {
  if (revokedAt) return 'ended'
  if (expiresAt <= clock.now()) return 'over'
  if (!hasHost) return 'without_host'
  return isEmpty ? 'empty' : 'open'
}

async function messagesOf(reviewIds: number[]): Promise<LoadedMessage[]> {
  const rows = await db
    .from('guest_messages as m')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .whereIn('m.guest_review_id', reviewIds)
    .orderBy('m.id')
    .select('m.guest_id', 'm.to_guest_id', 'm.body', 'm.created_at', db.raw(`${NAME} as name`))
  return rows.map((row) => ({
    guestId: row.guest_id,
    toGuestId: row.to_guest_id,
    by: row.guest_id === null ? row.name : null,
    body: row.body,
    createdAt: row.created_at,
  }))
}
