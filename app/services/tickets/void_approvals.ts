import clock from '#services/clock'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** Voids every valid approval of a ticket and clears what they stamped; the rows stay for the history. Unsaved. */
export async function voidApprovals({ trx, ticket }: Pick<LockedTicket, 'trx' | 'ticket'>) {
  await trx
    .from('approvals')
    .where('ticket_id', ticket.id)
    .whereNull('voided_at')
    .update({ voided_at: clock.now().toJSDate() })
  ticket.departmentApprovedAt = null
  ticket.approvedAt = null
  ticket.rejectedAt = null
}
