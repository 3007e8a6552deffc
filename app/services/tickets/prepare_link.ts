import { Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import { findStanding } from '#services/tickets/find_standing'
import { LINK_KINDS, mayLink } from '#services/tickets/link_tickets'
import { listSiblings } from '#services/tickets/list_siblings'

/**
 * What the form needs that links a ticket to another one: the ticket, and others that are likely meant.
 * @throws NotFound for strangers, Refusal 403 with the reason
 */
export async function prepareLink(ticketId: number, viewer: User) {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  if (!mayLink(standing)) throw new Refusal('links.not_yours')
  return { ticket, kinds: LINK_KINDS, siblings: await listSiblings(ticket, viewer) }
}
