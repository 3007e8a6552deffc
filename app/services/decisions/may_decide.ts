import type Ticket from '#models/ticket'
import type User from '#models/user'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import { findWorkflow } from '#workflows/index'
import { mayMove } from '#workflows/workflow'

/** May this person decide the step that the ticket waits for, through a link? An admin's lock shuts this door too. */
export function mayDecideByLink(person: User, ticket: Ticket): boolean {
  if (!person.isActive || person.adminLockedAt !== null) return false
  const standing = standingOf(person, factsOf(ticket, person, [], true))
  return mayMove(findWorkflow(ticket.workflow), 'approve', standing)
}
