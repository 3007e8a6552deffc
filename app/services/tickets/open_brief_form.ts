import { NotFound, Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import { findWorkflow } from '#workflows/index'
import { whyNot } from '#workflows/workflow'

/** What saving a changed brief will do; a key of ticket_form.json under `edit.consequence`. */
export type Consequence =
  'waits' | 'approvals_start_again' | 'work_planned_again' | 'stays_rejected' | 'told'

/**
 * The ticket whose brief this person wants to change.
 * @throws NotFound for strangers; Refusal 403 in words once work has started or for people without the right
 */
export async function openBriefForm(ticketId: number, viewer: User) {
  const ticket = await Ticket.query()
    .where('tickets.id', ticketId)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .preload('requester')
    .preload('requestType')
    .first()
  if (!ticket) throw new NotFound()
  const standing = standingOf(viewer, factsOf(ticket, viewer, []))
  const why = whyNot(findWorkflow(ticket.workflow), 'edit_brief', standing)
  if (why) throw new Refusal(`${ticket.workflow}.edit_brief.${why.code}`)
  return { ticket, consequence: consequenceOf(ticket) }
}

function consequenceOf(ticket: Ticket): Consequence {
  const { steps, statuses } = findWorkflow(ticket.workflow)
  if (steps.length === 0) return 'told'
  if (ticket.isRefused) return 'stays_rejected'
  if (statuses[ticket.status].step === steps[0]) return 'waits'
  return ticket.assignedAt ? 'work_planned_again' : 'approvals_start_again'
}
