import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import type User from '#models/user'

/** How another ticket hangs together with this one, seen from this one. */
export type LinkKind =
  | 'merged_into'
  | 'merged_from'
  | 'follows_up'
  | 'followed_up_by'
  | 'duplicates'
  | 'duplicated_by'
  | 'related'

export interface TicketLink {
  kind: LinkKind
  ticket: Ticket
}

/** Nobody reads more beside a ticket. */
const MOST_LINKS = 50

/** The tickets that hang together with this one, as far as this viewer may see them, in one query. */
export async function loadLinks(ticketId: number, viewer: User): Promise<TicketLink[]> {
  const tickets = await Ticket.query()
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .whereNull('tickets.deleted_at')
    .joinRaw(
      `join (
        select l.to_ticket_id as other_id, case l.kind when 'follow_up' then 'follows_up'
            when 'duplicate' then 'duplicates' else 'related' end as kind
          from ticket_links l where l.from_ticket_id = :ticketId
        union all
        select l.from_ticket_id, case l.kind when 'follow_up' then 'followed_up_by'
            when 'duplicate' then 'duplicated_by' else 'related' end
          from ticket_links l where l.to_ticket_id = :ticketId
        union all select t.merged_into, 'merged_into' from tickets t where t.id = :ticketId and t.merged_into is not null
        union all select t.id, 'merged_from' from tickets t where t.merged_into = :ticketId
      ) links on links.other_id = tickets.id`,
      { ticketId } as never
    )
    .select('tickets.*', db.raw('links.kind as link_kind'))
    .orderBy('tickets.id', 'desc')
    .limit(MOST_LINKS)
  return tickets.map((ticket) => ({ kind: ticket.$extras.link_kind, ticket }))
}
