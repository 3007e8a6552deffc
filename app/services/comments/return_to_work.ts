import { moveTo } from '#services/tickets/move_to'
import { turnClock } from '#services/tickets/turn_clock'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { mayMove, type Transition } from '#workflows/workflow'

/** The move that a comment made, and where the ticket stood before. */
export interface Returned {
  transition: Transition
  fromStatus: string
}

/**
 * Brings a ticket that waited for this person's words back to work; without an assignee it is new again. Unsaved.
 * @returns null when nobody waited for them
 */
export async function returnToWork(locked: LockedTicket): Promise<Returned | null> {
  const { ticket, workflow, standing } = locked
  const transition = workflow.transitions.find(({ by }) => by === 'comment')
  if (!transition || !mayMove(workflow, transition.name, standing)) return null
  const { status: fromStatus, statusSince: since } = ticket
  await moveTo(locked, ticket.assigneeId === null ? workflow.initial : workflow.working)
  await turnClock(locked, { status: fromStatus, since })
  return { transition, fromStatus }
}
