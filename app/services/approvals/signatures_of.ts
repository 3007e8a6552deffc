import type Ticket from '#models/ticket'
import type User from '#models/user'
import type { FindApprovers } from '#services/approvals/find_approvers'
import { departmentOfStep } from '#services/tickets/department_of_step'
import { findWorkflow } from '#workflows/index'
import type { Step } from '#workflows/workflow'

/** One signature line of the form: who signed, who is to sign, or why nobody has to. */
export interface Signature {
  step: Step
  state: 'signed' | 'rejected' | 'skipped' | 'mine' | 'open'
  name: string
  /** Key of workflow.json under `skip`. */
  reason: string | null
}

/** The lines of all steps of a ticket (with its valid approvals, their people and both departments preloaded). */
export function signaturesOf(ticket: Ticket, viewer: User, find: FindApprovers): Signature[] {
  const { steps } = findWorkflow(ticket.workflow)
  return steps.map((step) => {
    const given = ticket.approvals.find((approval) => approval.step === step)
    const name = given?.user?.fullName ?? ''
    if (given?.decision === 'skipped') {
      return { step, state: 'skipped', name, reason: given.reason }
    }
    if (given) {
      const state = given.decision === 'approved' ? 'signed' : 'rejected'
      return { step, state, name, reason: null }
    }
    return openLine(ticket, step, viewer, find)
  })
}

function openLine(ticket: Ticket, step: Step, viewer: User, find: FindApprovers): Signature {
  const { approvers } = find(departmentOfStep(step, ticket), ticket.requesterId)
  const isMine = ticket.waitingStep === step && approvers.some(({ id }) => id === viewer.id)
  return {
    step,
    state: isMine ? 'mine' : 'open',
    name: isMine ? viewer.fullName : (approvers[0]?.fullName ?? ''),
    reason: null,
  }
}
