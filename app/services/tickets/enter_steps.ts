import clock from '#services/clock'
import { recordAudit } from '#services/activity/record_audit'
import { planStep, type SkipReason, type StepPlan } from '#services/tickets/plan_step'
import { stepBecameDue } from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import type { Step } from '#workflows/workflow'

export interface StepEntry {
  /** The status the ticket stands in now. */
  status: string
  /** The plan of the step that waits; null when all are passed. */
  waiting: StepPlan | null
  skipped: { step: Step; reason: SkipReason }[]
}

export type Entering = Pick<LockedTicket, 'trx' | 'ticket' | 'workflow'>

/**
 * Goes to the first step from `from` on that has to be asked, recording the skipped ones. Sets status and its stamps on
 * the ticket without saving; the caller saves, and lets the people take effect when no step waits.
 * @param from undefined in a workflow without steps
 */
export async function enterSteps(entering: Entering, from: Step | undefined): Promise<StepEntry> {
  const { trx, ticket, workflow } = entering
  const skipped: StepEntry['skipped'] = []
  const now = clock.now()
  for (const step of from ? workflow.steps.slice(workflow.steps.indexOf(from)) : []) {
    const plan = await planStep(step, ticket, trx)
    await stepBecameDue(trx, ticket.id, step, now)
    if (!plan.skip) {
      const status = statusOf(entering, step)
      setStatus(entering, status)
      // The step became due now, also when the ticket stood here before with another brief.
      ticket.statusSince = now
      return { status, waiting: plan, skipped }
    }
    skipped.push({ step, reason: plan.skip })
    await recordSkip(entering, step, plan.skip)
  }
  setStatus(entering, workflow.afterSteps)
  return { status: workflow.afterSteps, waiting: null, skipped }
}

/** Moves the ticket to a status and stamps the arrival; unsaved. */
export function setStatus({ ticket, workflow }: Entering, status: string): void {
  const now = clock.now()
  const { stamp } = workflow.statuses[status]
  if (ticket.status !== status || !ticket.statusSince) ticket.statusSince = now
  ticket.status = status
  if (stamp) (ticket as any)[stamp] = now
}

function statusOf({ workflow }: Entering, step: Step): string {
  return Object.keys(workflow.statuses).find((key) => workflow.statuses[key].step === step)!
}

async function recordSkip({ trx, ticket }: Entering, step: Step, reason: SkipReason) {
  const now = clock.now().toJSDate()
  await trx.table('approvals').insert({
    ticket_id: ticket.id,
    step,
    decision: 'skipped',
    user_id: null,
    channel: 'system',
    reason,
    brief_version: ticket.briefVersion,
    round: ticket.round,
    due_at: now,
    decided_at: now,
  })
  if (reason === 'nobody_else') {
    await recordAudit(trx, {
      action: 'step_skipped_nobody_else',
      subjectType: 'ticket',
      subjectId: ticket.id,
      subjectLabel: `#${ticket.id} ${step}`,
    })
  }
}
