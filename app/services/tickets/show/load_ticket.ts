import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'

/** Names that the page shows beside a ticket's own columns; they come along in its one query. */
export interface TicketNames {
  type: string
  /** The type that its type belongs to. */
  parentType: string | null
  product: string | null
  requestingDepartment: string
  handlingDepartment: string
  isScheduled: boolean
  /** Its type lets nobody complete it without a deliverable. */
  asksForDeliverable: boolean
  requesterIsActive: boolean
  /** Whether there is anything to load beside it: rows of products, tickets that hang together with it. */
  hasItems: boolean
  hasLinks: boolean
}

/**
 * A ticket with what stands beside it, in one query.
 * @throws NotFound for strangers, unknown numbers and the trash
 */
export async function loadTicket(
  ticketId: number,
  viewer: User
): Promise<{ ticket: Ticket; names: TicketNames }> {
  const ticket = await Ticket.query()
    .where('tickets.id', ticketId)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .join('request_types', 'request_types.id', 'tickets.request_type_id')
    .leftJoin('request_types as parents', 'parents.id', 'request_types.parent_id')
    .join('users as requesters', 'requesters.id', 'tickets.requester_id')
    .join('departments as asking', 'asking.id', 'tickets.requesting_department_id')
    .join('departments as doing', 'doing.id', 'tickets.handling_department_id')
    .leftJoin('products', 'products.id', 'tickets.product_id')
    .select('tickets.*')
    .select(
      'request_types.name as type_name',
      'parents.name as parent_type_name',
      'request_types.is_scheduled',
      'request_types.deliverable_required',
      'products.name as product_name',
      'asking.name as asking_name',
      'doing.name as doing_name',
      'requesters.deactivated_at as requester_left_at',
      db.raw('exists (select 1 from ticket_items i where i.ticket_id = tickets.id) as has_items'),
      db.raw(
        `(tickets.merged_into is not null
          or exists (select 1 from tickets t where t.merged_into = tickets.id)
          or exists (select 1 from ticket_links l where l.from_ticket_id = tickets.id)
          or exists (select 1 from ticket_links l where l.to_ticket_id = tickets.id)) as has_links`
      )
    )
    .first()
  if (!ticket) throw new NotFound()
  const extras = ticket.$extras
  return {
    ticket,
    names: {
      type: extras.type_name,
      parentType: extras.parent_type_name,
      product: extras.product_name,
      requestingDepartment: extras.asking_name,
      handlingDepartment: extras.doing_name,
      isScheduled: extras.is_scheduled,
      asksForDeliverable: extras.deliverable_required,
      hasItems: extras.has_items,
      hasLinks: extras.has_links,
      requesterIsActive: extras.requester_left_at === null,
    },
  }
}
