import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import Deliverable from '#models/deliverable'
import GuestReview from '#models/guest_review'
import { openReview } from '#services/guests/read_guest_link'
import { guestOf, type Guest, type Speaker } from '#services/proofing/speaker'
import { isPlannedFor } from '#services/tickets/is_planned_for'
import { mayTakePart } from '#services/tickets/may'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

/** A deliverable under its ticket's lock, and who speaks about it. */
export interface LockedProof extends LockedTicket {
  deliverable: Deliverable
  /** Null for people of the desk. */
  guest: Guest | null
}

/**
 * Runs what somebody says about a deliverable in one transaction under its ticket's row lock. People of the desk take part
 * as in comments; a guest as long as his link lasts, and only on what it names. A guest has no standing of his own: no
 * workflow question may be asked for him.
 * @throws NotFound for strangers and ended links; Refusal 403 for people who are only proposed; Conflict 409 when the
 * deliverable was taken away or the ticket is closed
 */
export async function withLockedProof<Result>(
  ticketId: number,
  deliverableId: number,
  speaker: Speaker,
  work: (proof: LockedProof) => Promise<Result>
): Promise<Result> {
  const guest = guestOf(speaker)
  const actor = 'by' in speaker ? speaker.by : { by: null, channel: 'web' as const }
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket, workflow, standing } = locked
    if (guest) await refuseEnded(locked, guest, deliverableId)
    const deliverable = await Deliverable.query({ client: trx })
      .where({ id: deliverableId, ticketId })
      .first()
    if (!deliverable) throw new NotFound()
    if (!guest && !mayTakePart(standing, await isPlannedFor(locked))) {
      throw new Refusal('proofing.planned')
    }
    if (deliverable.removedAt) throw new Conflict('proofing.removed', { name: deliverable.name })
    if (workflow.statuses[ticket.status].isClosed) throw new Conflict('proofing.closed')
    return work({ ...locked, deliverable, guest })
  })
}

/** The link as it is now. It stays through a change of hands, and ends with its maker's sight of the ticket (services/guests). */
async function refuseEnded({ trx, ticket }: LockedTicket, guest: Guest, deliverableId: number) {
  const review = await GuestReview.query({ client: trx })
    .where({ id: guest.reviewId, ticketId: ticket.id })
    .whereRaw('id in (select g.guest_review_id from guests g where g.id = ?)', [guest.id])
    .first()
  const open = review && (await openReview(review, trx))
  if (!open?.deliverables.some(({ id }) => id === deliverableId)) throw new NotFound()
}
