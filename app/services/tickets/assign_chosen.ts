import Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { assignLocked } from '#services/tickets/assign_ticket'
import { candidatesOf } from '#services/tickets/prepare_assignment'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Gives a ticket to one person; who helps and what is planned stay as they are.
 * @throws NotFound, Refusal 403, Invalid 422
 */
export async function assignTo(ticketId: number, assigneeId: number, actor: Actor): Promise<void> {
  await withLockedTicket(ticketId, actor, async (locked) => {
    const { ticket, collaboratorIds } = locked
    return assignLocked(locked, {
      assigneeId,
      collaboratorIds: collaboratorIds.filter((id) => id !== assigneeId),
      scheduledStart: ticket.scheduledStart,
      scheduledEnd: ticket.scheduledEnd,
    })
  })
}

/**
 * What the form needs that gives several tickets to one person: those that the viewer sees, and who works in the
 * departments that handle them. The rights are judged for each ticket once it is sent.
 */
export async function prepareChosenAssignment(ids: number[], viewer: User) {
  const tickets = await Ticket.query()
    .whereIn('tickets.id', ids)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .preload('handlingDepartment')
    .preload('assignee')
    .orderBy('tickets.id')
  const departments = new Map(
    tickets.map(({ handlingDepartment: { id, name } }) => [id, name] as const)
  )
  const groups = []
  for (const [id, name] of departments) groups.push({ name, people: await candidatesOf(id) })
  return { tickets, groups }
}
