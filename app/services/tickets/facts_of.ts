import type Ticket from '#models/ticket'
import type User from '#models/user'
import { isAwaited } from '#services/preflight/is_awaited'
import type { TicketFacts } from '#services/tickets/standing_of'

/**
 * The facts of a loaded ticket for one person; `requester` is preloaded unless its activity is given. Whether a deliverable
 * is missing is known where `requestType` is loaded, or comes along as an extra of the row.
 */
export function factsOf(
  ticket: Ticket,
  user: User | null,
  collaboratorIds: number[],
  requesterIsActive = ticket.requester.isActive
): TicketFacts {
  return {
    workflow: ticket.workflow,
    status: ticket.status,
    requesterId: ticket.requesterId,
    requesterIsActive,
    assigneeId: ticket.assigneeId,
    isAssigned: ticket.assignedAt !== null,
    isCollaborator: user !== null && collaboratorIds.includes(user.id),
    requestingDepartmentId: ticket.requestingDepartmentId,
    handlingDepartmentId: ticket.handlingDepartmentId,
    isConfirmed: ticket.confirmedAt !== null,
    isUndecided:
      ticket.round === 1 &&
      !ticket.departmentApprovedAt &&
      !ticket.approvedAt &&
      !ticket.rejectedAt,
    workStarted: ticket.startedAt !== null,
    isChecklistDone: ticket.checklistLeft === 0,
    isDeliverableReady: ticket.deliverableCount > 0 || !asksForDeliverable(ticket),
    isPreflightPassed: ticket.preflightFailing === 0,
    isPreflightRead: !isAwaited(ticket.preflightAwaitedUntil),
  }
}

function asksForDeliverable(ticket: Ticket): boolean {
  return ticket.requestType?.deliverableRequired ?? ticket.$extras.deliverable_required ?? false
}
