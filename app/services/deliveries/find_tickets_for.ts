import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'

/** Those of some tickets that a person may see, with what he is to each; trashed ones too. */
export async function findTicketsFor(reader: User, ids: number[]) {
  const tickets = await Ticket.query()
    .whereIn('tickets.id', ids)
    .withScopes((scopes) => scopes.visibleTo(reader))
    .preload('requestType')
    .preload('requester')
    .preload('requestingDepartment')
    .preload('handlingDepartment')
  const rows = await db.from('collaborators').whereIn('ticket_id', ids)
  const seen = tickets.map((ticket) => {
    const helping = rows.filter((row) => row.ticket_id === ticket.id).map((row) => row.user_id)
    const standing = standingOf(reader, factsOf(ticket, reader, helping as number[]))
    return [ticket.id, { ticket, standing }] as const
  })
  return new Map(seen)
}
