import type Ticket from '#models/ticket'
import type { Telling } from '#services/notifications/tell'
import { askApprovers } from '#services/tickets/ask_approvers'
import type { StepEntry } from '#services/tickets/enter_steps'
import { tellPeople, type PeopleBefore } from '#services/tickets/people_changes'
import type { RollbackPlan } from '#services/tickets/rollback/plan_rollback'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { transitionNamed } from '#workflows/workflow'

interface Followed {
  entry: StepEntry
  before: PeopleBefore
  effect: Telling[]
}

/**
 * Whom a rollback tells: the approvers of the step that waits, whoever got or lost the work, requester and watchers, and
 * those who have the work, because it is not where they left it.
 */
export function tellRollback(
  { ticket, workflow }: LockedTicket,
  plan: RollbackPlan,
  { entry, before, effect }: Followed
): Telling[] {
  const { tells, kind } = transitionNamed(workflow, 'rollback')!
  const changed = plan.isBriefChanged ? fieldsOf(plan) : undefined
  const isProposal = ticket.waitingStep !== null || ticket.isRefused
  const isNobodys = ticket.assigneeId === null && workflow.steps.length === 0
  return [
    ...askApprovers(entry, changed),
    ...effect,
    ...(isProposal ? tellProposed(ticket, plan, before) : []),
    ...(isProposal || effect.length > 0
      ? []
      : tellPeople(ticket, before, plan.people.collaboratorIds)),
    { to: tells, kind },
    { to: isNobodys ? ['queue'] : ['assignee', 'collaborators'], kind },
  ]
}

/**
 * With the clock stopped they are a proposal again, whom no audience finds: they are told by name. Whoever is none of
 * them any more hears that, because he may not see the ticket.
 */
function tellProposed(ticket: Ticket, { people }: RollbackPlan, before: PeopleBefore): Telling[] {
  if (!before.wasAssigned) return []
  const isThere = (id: number) => id === ticket.assigneeId || people.collaboratorIds.includes(id)
  const were = [before.assigneeId, ...before.collaboratorIds].filter((id) => id !== null)
  const gone = were.filter((id) => !isThere(id))
  return [
    { to: { ids: were.filter(isThere) }, kind: 'rolled_back' },
    { to: { ids: gone.filter((id) => id === before.assigneeId) }, kind: 'unassigned' },
    { to: { ids: gone.filter((id) => id !== before.assigneeId) }, kind: 'collaborator_removed' },
  ]
}

/** The fields of the brief that changed, as a request to decide names them. */
function fieldsOf({ changes }: RollbackPlan): string[] {
  const others = ['priority', 'assignee', 'collaborators']
  return changes.map(({ field }) => field).filter((field) => !others.includes(field))
}
