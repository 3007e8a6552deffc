import db from '@adonisjs/lucid/services/db'
import type Guest from '#models/guest'
import type GuestReview from '#models/guest_review'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { whoSees } from '#services/live/who_sees'
import { nameIn } from '#services/words/name_in'

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

/** The links of a ticket with what they show, who made them and who came by; four queries. */
export async function loadLinks(
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
    .select('u.id', 'u.admin_locked_at as locked', db.raw(`${nameIn('u')} as name`))
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
