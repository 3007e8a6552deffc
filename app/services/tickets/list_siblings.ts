import Ticket from '#models/ticket'
import type User from '#models/user'
import { findWorkflow } from '#workflows/index'

/** A form offers so many; any other by its number. */
const MOST = 12

/** The newest other tickets of the same requester and workflow that are not closed, as far as this person sees them. */
export async function listSiblings(ticket: Ticket, viewer: User): Promise<Ticket[]> {
  const { statuses } = findWorkflow(ticket.workflow)
  const open = Object.keys(statuses).filter((status) => !statuses[status].isClosed)
  return Ticket.query()
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .whereNull('tickets.deleted_at')
    .where('tickets.requester_id', ticket.requesterId)
    .where('tickets.workflow', ticket.workflow)
    .whereIn('tickets.status', open)
    .whereNot('tickets.id', ticket.id)
    .orderBy('tickets.id', 'desc')
    .limit(MOST)
}
