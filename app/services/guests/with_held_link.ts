import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { NotFound } from '#exceptions/refusals'
import GuestReview from '#models/guest_review'
import { openReview, type OpenReview } from '#services/guests/read_guest_link'

export type HeldLink = OpenReview & { trx: TransactionClientContract }

/**
 * Runs what a guest does in a transaction that holds his link: who ends it meanwhile comes first and is obeyed, or comes
 * after it.
 * @throws NotFound when the link has ended
 */
export async function withHeldLink<Result>(
  reviewId: number,
  work: (held: HeldLink) => Promise<Result>
): Promise<Result> {
  return db.transaction(async (trx) => {
    const review = await GuestReview.query({ client: trx })
      .where('id', reviewId)
      .forUpdate()
      .first()
    const open = review && (await openReview(review, trx))
    if (!open) throw new NotFound()
    return work({ ...open, trx })
  })
}
