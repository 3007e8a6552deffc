import type { DateTime } from 'luxon'
import { isBeforeWork } from '#services/tickets/rollback/is_before_work'
import { workWasNotCompleted, workWasNotStarted } from '#services/tickets/rollback/undo_times'
import { workConfirmed } from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Clears what was later than a point: confirmation, start and ends of the work, and the durations that reports add up of
 * them. A first answer stays, because the words were said. Unsaved.
 * @param status where the ticket is going to stand
 */
export async function forgetLater(
  { trx, ticket, workflow }: LockedTicket,
  at: DateTime,
  status: string
): Promise<void> {
  const { isFinished = false, isClosed = false } = workflow.statuses[status]
  const isLater = (stamp: DateTime | null) => stamp !== null && stamp > at
  if (isBeforeWork(workflow, status) || isLater(ticket.startedAt)) {
    ticket.startedAt = null
    await workWasNotStarted(trx, ticket.id)
  }
  if (!isFinished || isLater(ticket.completedAt)) ticket.completedAt = null
  if (!isFinished || isLater(ticket.actualEnd)) ticket.actualEnd = null
  if (!isFinished || isLater(ticket.resolvedAt)) ticket.resolvedAt = null
  if (!isClosed || isLater(ticket.closedAt)) ticket.closedAt = null
  const wasConfirmed = ticket.confirmedAt !== null
  if (status !== ticket.status || isLater(ticket.confirmedAt)) ticket.confirmedAt = null
  await workWasNotCompleted(trx, ticket.id, { after: at, isFinished })
  if (wasConfirmed && !ticket.confirmedAt && isFinished && ticket.completedAt) {
    await workConfirmed(trx, ticket, ticket.completedAt)
  }
}
