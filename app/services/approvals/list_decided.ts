import Approval from '#models/approval'
import Ticket from '#models/ticket'
import type User from '#models/user'

const PAGE = 30

/**
 * What a person decided, newest first, on tickets he may still see.
 * @param before only decisions older than this one's id
 */
export async function listDecided(viewer: User, before?: number) {
  const query = Approval.query()
    .where('user_id', viewer.id)
    .whereIn(
      'ticket_id',
      Ticket.query()
        .withScopes((scopes) => scopes.visibleTo(viewer))
        .whereNull('tickets.deleted_at')
        .select('tickets.id')
    )
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
  if (before) query.where('id', '<', before)
  const found = await query
  const page = found.slice(0, PAGE)
  const ids = page.map(({ ticketId }) => ticketId)
  const tickets = await Ticket.query().whereIn('id', ids).preload('requester')
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  const rows = page.map((approval) => ({ approval, ticket: byId.get(approval.ticketId)! }))
  return { rows, older: found.length > PAGE ? page[page.length - 1].id : null }
}
