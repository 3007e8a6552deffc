import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import Guest from '#models/guest'
import GuestReview from '#models/guest_review'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { mayInvite } from '#services/guests/may_invite'
import { openReview } from '#services/guests/read_guest_link'
import { messageOf } from '#services/guests/say_as_guest'
import { announce } from '#services/live/announce'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Answers one guest: he alone reads it, on his page.
 * @returns the name he gave
 * @throws NotFound, Refusal 403, Conflict 409 when his link has ended, Invalid 422 `body`
 */
export async function answerGuest(
  ticketId: number,
  guestId: number,
  typed: string,
  actor: Actor
): Promise<string> {
  return withLockedTicket(ticketId, actor, async ({ trx, standing, by }) => {
    if (!mayInvite(standing)) throw new Refusal('guests.not_yours')
    const guest = await Guest.query({ client: trx }).where('id', guestId).first()
    const review =
      guest &&
      (await GuestReview.query({ client: trx })
        .where({ id: guest.guestReviewId, ticketId })
        .first())
    if (!guest || !review) throw new NotFound()
    if (!(await openReview(review, trx))) throw new Conflict('guests.link_over')
    await trx.table('guest_messages').insert({
      guest_review_id: review.id,
      user_id: by!.id,
      to_guest_id: guest.id,
      body: messageOf(typed),
      created_at: clock.now().toJSDate(),
    })
    await announce(trx, { ticket: ticketId })
    return guest.name
  })
}
