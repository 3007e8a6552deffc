import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * True when a person of the handling department sees a ticket before its queue does: he is proposed for it, and reads
 * only. A watcher takes part whatever else he is.
 */
export async function isPlannedFor(
  locked: Pick<LockedTicket, 'trx' | 'ticket' | 'workflow' | 'by'>
): Promise<boolean> {
  const { trx, ticket, workflow, by } = locked
  if (workflow.queueStatuses.includes(ticket.status)) return false
  const watches = await trx
    .from('watchers')
    .where({ ticket_id: ticket.id, user_id: by?.id ?? 0 })
    .first()
  return !watches
}
