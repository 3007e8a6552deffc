import type { DateTime } from 'luxon'
import Approval from '#models/approval'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { deadlineCriteria, expectDeadline } from '#services/tickets/compute_deadline'
import { planStep, type StepPlan } from '#services/tickets/plan_step'
import { findWorkflow } from '#workflows/index'
import type { Step } from '#workflows/workflow'

export interface Plan {
  /** The valid signature, refusal or skip of each step in this round. */
  signed: Partial<Record<Step, Approval>>
  /** Somebody has decided, or a step was skipped; also when that counts no more. */
  hasDecisions: boolean
  /** Who decides the steps that are still to come, as things stand. */
  planned: Partial<Record<Step, StepPlan>>
  /** Hours that the rules give once the clock runs; null without a rule, or when it needs none. */
  hours: number | null
  /** When it would be due if the clock started now. */
  about: DateTime | null
}

interface Item {
  criteria: 'image' | 'video' | null
}

/** Where a ticket has come on its path, and what lies ahead. */
export async function planPath(ticket: Ticket, items: Item[], isScheduled: boolean): Promise<Plan> {
  const workflow = findWorkflow(ticket.workflow)
  const approvals = await Approval.query().where('ticketId', ticket.id).orderBy('id')
  const signed: Plan['signed'] = {}
  for (const approval of approvals) if (!approval.voidedAt) signed[approval.step] = approval
  const planned: Plan['planned'] = {}
  const waiting = ticket.waitingStep
  const open = waiting ? workflow.steps.slice(workflow.steps.indexOf(waiting)) : []
  const plans = await Promise.all(open.map((step) => planStep(step, ticket)))
  for (const plan of plans) planned[plan.step] = plan
  const needsHours = !isScheduled && ticket.clockStartedAt === null
  const expected = needsHours
    ? await expectDeadline(
        {
          workflow: ticket.workflow,
          requestTypeId: ticket.requestTypeId,
          priority: ticket.priority,
          criteria: deadlineCriteria(ticket.criteria, items),
        },
        ticket.handlingDepartmentId,
        clock.now()
      )
    : null
  return {
    signed,
    hasDecisions: approvals.length > 0,
    planned,
    hours: expected?.hours ?? null,
    about: expected?.deadlineAt ?? null,
  }
}
