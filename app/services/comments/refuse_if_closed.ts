import { Conflict } from '#exceptions/refusals'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Nothing is said on a ticket that has come to its end: whoever asks again opens a new one.
 * @throws Conflict 409 `comments.closed`
 */
export function refuseIfClosed({ workflow, ticket }: LockedTicket): void {
  if (workflow.statuses[ticket.status].isClosed) throw new Conflict('comments.closed')
}
