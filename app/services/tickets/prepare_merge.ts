import { Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import { findStanding } from '#services/tickets/find_standing'
import { listSiblings } from '#services/tickets/list_siblings'
import { findWorkflow } from '#workflows/index'
import { whyNot } from '#workflows/workflow'

/**
 * What the merge form needs: the ticket, and the other open ones of its requester.
 * @throws NotFound for strangers, Refusal 403 with the reason
 */
export async function prepareMerge(ticketId: number, viewer: User) {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  const why = whyNot(findWorkflow(ticket.workflow), 'merge', standing)
  if (why) throw new Refusal(`${ticket.workflow}.merge.${why.code}`)
  return { ticket, siblings: await listSiblings(ticket, viewer) }
}
