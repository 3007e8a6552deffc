import { NotFound, Refusal } from '#exceptions/refusals'
import GuestReview from '#models/guest_review'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { auditLink } from '#services/guests/audit_link'
import { mayInvite } from '#services/guests/may_invite'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Ends a link at once: the next request of a page that is open there finds nothing. What guests wrote stays. Once; pressing
 * again changes nothing.
 * @returns whom it was for
 * @throws NotFound, Refusal 403
 */
export async function endGuestLink(ticketId: number, id: number, actor: Actor): Promise<string> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    if (!mayInvite(locked.standing)) throw new Refusal('guests.not_yours')
    const review = await GuestReview.query({ client: locked.trx })
      .where({ id, ticketId })
      .forUpdate()
      .first()
    if (!review) throw new NotFound()
    if (review.revokedAt) return review.label
    await review.merge({ revokedAt: clock.now(), revokedBy: locked.by!.id }).save()
    await recordActivity(locked, {
      action: 'guest_link_ended',
      details: { name: review.label },
      isChange: false,
      tells: [],
    })
    await auditLink(locked, review, 'guest_link_ended')
    return review.label
  })
}
