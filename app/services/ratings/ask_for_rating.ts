import clock from '#services/clock'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Asks the requester how it went, in the transaction of the move that ends the work. Who was asked before and comes to the
 * end once more may answer, or change his answer, anew; people who left are not asked.
 */
export async function askForRating({ trx, ticket }: LockedTicket): Promise<void> {
  if (!ticket.requester.isActive) return
  const now = clock.now().toJSDate()
  await trx
    .knexQuery()
    .table('ratings')
    .insert({ ticket_id: ticket.id, user_id: ticket.requesterId, asked_at: now })
    .onConflict('ticket_id')
    .merge({ asked_at: now })
}
