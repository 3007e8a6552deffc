import { Conflict } from '#exceptions/refusals'
import type Ticket from '#models/ticket'

/**
 * Refuses a change that was made on a page that is out of date; without a version there is nothing to compare.
 * @throws Conflict 409
 */
export function refuseStalePage(ticket: Ticket, lockVersion?: number): void {
  if (lockVersion !== undefined && lockVersion !== ticket.lockVersion) {
    throw new Conflict('changed_meanwhile', { id: ticket.id })
  }
}
