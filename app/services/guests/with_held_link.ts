import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, NotFound } from '#exceptions/refusals'
import GuestReview from '#models/guest_review'
import Ticket from '#models/ticket'
import { openReview, type OpenReview } from '#services/guests/read_guest_link'
import { isBusy } from '#services/tickets/with_locked_ticket'

export type HeldLink = OpenReview & { trx: TransactionClientContract }

/**
 * Runs what a guest does in a transaction that holds his link: who ends it meanwhile comes first and is obeyed, or comes
 * after it. The ticket is locked before the link, as everywhere, so that nobody waits for the other for ever.
 * @throws NotFound when the link has ended, Conflict `busy`
 */
export async function withHeldLink<Result>(
  { id, ticketId }: GuestReview,
  work: (held: HeldLink) => Promise<Result>
): Promise<Result> {
  try {
    return await db.transaction(async (trx) => {
      await Ticket.query({ client: trx }).where('id', ticketId).forUpdate().select('id')
      const review = await GuestReview.query({ client: trx }).where('id', id).forUpdate().first()
      const open = review && (await openReview(review, trx))
      if (!open) throw new NotFound()
      return work({ ...open, trx })
    })
  } catch (error) {
    if (isBusy(error)) throw new Conflict('busy')
    throw error
  }
}
