import Ticket from '#models/ticket'
import type User from '#models/user'
import { describeRequest, type Request } from '#services/approvals/describe_request'
import { findApprovers } from '#services/approvals/find_approvers'
import { findHours } from '#services/approvals/find_hours'

/**
 * The tickets of these ids as requests to decide, in the order given, as far as this person may see them; the same
 * number of queries for any number of ids.
 */
export async function loadRequests(ids: number[], viewer: User): Promise<Request[]> {
  if (ids.length === 0) return []
  const tickets = await findTickets(ids, viewer)
  const lookups = { approvers: await findApprovers(), hours: await findHours() }
  const requests = new Map(
    tickets.map((ticket) => [ticket.id, describeRequest(ticket, viewer, lookups)])
  )
  return ids.flatMap((id) => requests.get(id) ?? [])
}

async function findTickets(ids: number[], viewer: User): Promise<Ticket[]> {
  return Ticket.query()
    .whereIn('tickets.id', ids)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .preload('requester')
    .preload('requestType')
    .preload('requestingDepartment')
    .preload('handlingDepartment')
    .preload('product')
    .preload('items', (items) => items.preload('product').orderBy('position'))
    .preload('approvals', (approvals) => approvals.whereNull('voided_at').preload('user'))
    .preload('collaborators')
    .preload('attachments', (files) =>
      files.where('kind', 'brief').whereNull('removed_at').orderBy('id')
    )
}
