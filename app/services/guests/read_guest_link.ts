import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Deliverable from '#models/deliverable'
import Guest from '#models/guest'
import GuestReview from '#models/guest_review'
import Ticket from '#models/ticket'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'

/** A link that leads somewhere now. */
export interface OpenReview {
  review: GuestReview
  ticket: Ticket
  /** What it shows: the named ones that are still on the ticket, oldest first; never empty. */
  deliverables: Deliverable[]
}

const TOKEN = /^[\w-]{43}$/

/**
 * What a link leads to now; changes nothing. It counts only as long as the person who made it is active and may see the
 * ticket: a guest never sees longer than his host.
 * @returns null for one that the desk never made, that was ended or ran out, or whose ticket or deliverables are gone; which
 *   of these is told to nobody
 */
export async function readGuestLink(token: string): Promise<OpenReview | null> {
  if (!TOKEN.test(token)) return null
  const review = await GuestReview.findBy('tokenHash', hashToken(token))
  return review && openReview(review)
}

/** Whether the desk ever made such a link: who holds one that has ended tries nothing out. */
export async function wasGuestLink(token: string): Promise<boolean> {
  return TOKEN.test(token) && (await GuestReview.findBy('tokenHash', hashToken(token))) !== null
}

/** The same for a row that was read, in the caller's transaction if it has one. */
export async function openReview(
  review: GuestReview,
  client?: TransactionClientContract
): Promise<OpenReview | null> {
  if (review.revokedAt || review.expiresAt <= clock.now()) return null
  const host = await User.asActor(review.createdBy, client)
  if (!host?.isActive || host.adminLockedAt !== null) return null
  const ticket = await Ticket.query({ client })
    .where('tickets.id', review.ticketId)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(host))
    .first()
  if (!ticket) return null
  const deliverables = await Deliverable.query({ client })
    .where('ticketId', ticket.id)
    .whereNull('removedAt')
    .whereRaw(
      'id in (select d.deliverable_id from guest_review_deliverables d where d.guest_review_id = ?)',
      [review.id]
    )
    .preload('current')
    .orderBy('id')
  return deliverables.length > 0 ? { review, ticket, deliverables } : null
}

/** Whose secret this is at this link, and nowhere else. */
export async function findGuest(review: GuestReview, secret: unknown): Promise<Guest | null> {
  if (typeof secret !== 'string' || !TOKEN.test(secret)) return null
  return Guest.query()
    .where({ guestReviewId: review.id, secretHash: hashToken(secret) })
    .first()
}
