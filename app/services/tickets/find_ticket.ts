import { NotFound } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'

/**
 * A ticket that this person may see, outside the trash.
 * @throws NotFound for strangers and unknown numbers alike
 */
export async function findTicket(ticketId: number, viewer: User): Promise<Ticket> {
  const ticket = await Ticket.query()
    .where('tickets.id', ticketId)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .first()
  if (!ticket) throw new NotFound()
  return ticket
}
