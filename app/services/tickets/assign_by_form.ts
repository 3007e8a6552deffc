import { Invalid } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { assignLocked, type AssignmentForm } from '#services/tickets/assign_ticket'
import {
  authorise,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'
import { clashKey, findClashes } from '#services/workload/find_clashes'

/** An assignment by somebody who has a form before him, with the clashes that it showed him. */
export interface FormAssignment extends AssignmentForm {
  seenClashes?: string[]
}

/**
 * Assigns as a form asks; who is planned for something else at that time is named once before. What stood on the ticket
 * already is no news.
 * @throws NotFound, Refusal 403, Conflict 409, Invalid 422
 */
export async function assignByForm(
  ticketId: number,
  form: FormAssignment,
  actor: Actor
): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    authorise(locked, 'assign')
    await refuseUnseen(locked, form)
    return assignLocked(locked, form)
  })
}

async function refuseUnseen(
  { ticket, trx, by, collaboratorIds }: LockedTicket,
  { assigneeId, collaboratorIds: helpers = [], seenClashes = [], ...form }: FormAssignment
) {
  if (!ticket.requestType.isScheduled || !by) return
  const { scheduledStart: start = null, scheduledEnd: end = null } = form
  const isSame =
    ticket.assignedAt !== null &&
    start?.toMillis() === ticket.scheduledStart?.toMillis() &&
    end?.toMillis() === ticket.scheduledEnd?.toMillis()
  const known = isSame ? [ticket.assigneeId, ...collaboratorIds] : []
  const people = [...(assigneeId ? [assigneeId] : []), ...helpers].filter(
    (id) => !known.includes(id)
  )
  const clashes = await findClashes({ ticketId: ticket.id, people, start, end }, by, trx)
  if (clashes.every((clash) => seenClashes.includes(clashKey(clash)))) return
  throw new Invalid('clashes', 'people.clash', { count: clashes.length })
}
