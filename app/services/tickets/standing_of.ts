import type User from '#models/user'
import { departmentOfStep } from '#services/tickets/department_of_step'
import { findWorkflow } from '#workflows/index'
import type { Condition, Relation, Standing } from '#workflows/workflow'

/** What a ticket's row must tell to say what a person is to it; a model or a list row alike. */
export interface TicketFacts {
  workflow: string
  status: string
  requesterId: number
  requesterIsActive: boolean
  assigneeId: number | null
  isAssigned: boolean
  isCollaborator: boolean
  isWatcher?: boolean
  requestingDepartmentId: number
  handlingDepartmentId: number
  isConfirmed: boolean
  isUndecided: boolean
  workStarted: boolean
  /** Nothing of a checklist that its type requires is left to do; where a list does not know, it is asked on the ticket. */
  isChecklistDone?: boolean
  /** Its type asks for no deliverable, or one is there; where a list does not know, it is asked on the ticket. */
  isDeliverableReady?: boolean
  isPreflightPassed?: boolean
  isPreflightRead?: boolean
}

/**
 * Everything a person is to a ticket, and the ticket's named facts. Pure: no query, so that a list may ask it per row.
 * A proposed assignee or collaborator (not assigned yet) has no right to act.
 */
export function standingOf(user: User, ticket: TicketFacts): Standing {
  const relations = new Set<Relation>()
  const manages = user.manages
  const isRequester = ticket.requesterId === user.id
  if (isRequester) relations.add('requester')
  if (ticket.isAssigned && ticket.assigneeId === user.id) relations.add('assignee')
  if (ticket.isAssigned && ticket.isCollaborator) relations.add('collaborator')
  if (ticket.isWatcher) relations.add('watcher')
  if (ticket.handlingDepartmentId === user.departmentId) relations.add('handling_member')
  if (manages.includes(ticket.requestingDepartmentId)) relations.add('requesting_manager')
  if (manages.includes(ticket.handlingDepartmentId)) relations.add('handling_manager')
  if (user.isAdmin) relations.add('admin')
  const step = findWorkflow(ticket.workflow).statuses[ticket.status]?.step
  if (step && manages.includes(departmentOfStep(step, ticket))) relations.add('step_approver')
  if (
    !ticket.requesterIsActive &&
    !isRequester &&
    (user.isAdmin || relations.has('requesting_manager'))
  ) {
    relations.add('requester_substitute')
  }
  return { status: ticket.status, relations, facts: factsOf(ticket) }
}

/** The system may do what a substitute, a manager or an admin may; the ticket's state binds it like everybody. */
export function standingOfSystem(ticket: TicketFacts): Standing {
  const relations = new Set<Relation>(['requester_substitute', 'handling_manager', 'admin'])
  return { status: ticket.status, relations, facts: factsOf(ticket) }
}

/** The ticket's named facts, whoever looks. */
function factsOf(ticket: TicketFacts): Set<Condition> {
  const facts = new Set<Condition>()
  facts.add(ticket.assigneeId !== null ? 'has_assignee' : 'unassigned')
  if (ticket.isChecklistDone !== false) facts.add('checklist_done')
  if (ticket.isDeliverableReady !== false) facts.add('deliverable_ready')
  if (ticket.isPreflightPassed !== false) facts.add('preflight_passed')
  if (ticket.isPreflightRead !== false) facts.add('preflight_read')
  if (ticket.isAssigned && ticket.assigneeId !== null) facts.add('is_assigned')
  if (!ticket.isConfirmed) facts.add('not_confirmed')
  if (!ticket.workStarted) facts.add('work_not_started')
  if (ticket.isUndecided) facts.add('undecided')
  return facts
}
