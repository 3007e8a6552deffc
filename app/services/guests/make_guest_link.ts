import { randomBytes } from 'node:crypto'
import { appUrl } from '#config/app'
import { Invalid, Refusal } from '#exceptions/refusals'
import Deliverable from '#models/deliverable'
import GuestReview from '#models/guest_review'
import { hashToken } from '#services/accounts/hash_token'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { auditLink } from '#services/guests/audit_link'
import { MOST_DAYS, MOST_LINKS } from '#services/guests/limits'
import { mayInvite } from '#services/guests/may_invite'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

export interface GuestLinkForm {
  /** At least one of the ticket. */
  deliverableIds: number[]
  /** Whom it is for; what the guest reads above the page. */
  label: string
  days: number
}

/**
 * Makes a link with which people without an account look at some deliverables of a ticket. Audited, and on the ticket.
 * @returns its address, which is shown once and stands nowhere
 * @throws NotFound, Refusal 403, Invalid 422 `deliverables`, `label`, `days`
 */
export async function makeGuestLink(
  ticketId: number,
  form: GuestLinkForm,
  actor: Actor
): Promise<string> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    if (!mayInvite(locked.standing)) throw new Refusal('guests.not_yours')
    const { trx, by } = locked
    const { label, days } = form
    if (!label) throw new Invalid('label', 'guests.no_label')
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
      throw new Invalid('days', 'guests.days', { most: MOST_DAYS })
    }
    const chosen = await chosenOf(locked, form.deliverableIds)
    await refuseTooMany(locked)
    const token = randomBytes(32).toString('base64url')
    const now = clock.now()
    const review = await GuestReview.create(
      {
        ticketId,
        label,
        tokenHash: hashToken(token),
        createdBy: by!.id,
        createdAt: now,
        expiresAt: now.plus({ days }),
      },
      { client: trx }
    )
    await trx
      .table('guest_review_deliverables')
      .multiInsert(chosen.map(({ id }) => ({ guest_review_id: review.id, deliverable_id: id })))
    await recordActivity(locked, {
      action: 'guest_invited',
      details: { name: label, days },
      isChange: false,
      tells: [],
    })
    await auditLink(locked, review, 'guest_link_made', [
      { field: 'days', before: null, after: String(days) },
      { field: 'deliverables', before: null, after: String(chosen.length) },
    ])
    return `${appUrl}/review/${token}`
  })
}

async function chosenOf({ trx, ticket }: LockedTicket, ids: number[]): Promise<Deliverable[]> {
  const chosen = await Deliverable.query({ client: trx })
    .where('ticketId', ticket.id)
    .whereIn('id', ids)
    .whereNull('removedAt')
  if (chosen.length === 0) throw new Invalid('deliverables', 'guests.no_deliverable')
  if (chosen.length < new Set(ids).size) throw new Invalid('deliverables', 'guests.gone')
  return chosen
}

async function refuseTooMany({ trx, ticket }: LockedTicket): Promise<void> {
  const open = await trx
    .from('guest_reviews')
    .where('ticket_id', ticket.id)
    .whereNull('revoked_at')
    .where('expires_at', '>', clock.now().toJSDate())
    .count('* as count')
    .first()
  if (Number(open.count) >= MOST_LINKS) {
    throw new Invalid('label', 'guests.too_many', { most: MOST_LINKS })
  }
}
