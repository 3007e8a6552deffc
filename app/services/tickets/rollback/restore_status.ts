import clock from '#services/clock'
import { enterSteps, type StepEntry } from '#services/tickets/enter_steps'
import { forgetLater } from '#services/tickets/rollback/forget_later'
import type { StatusOutcome } from '#services/tickets/rollback/judge_status'
import type { RollbackPlan } from '#services/tickets/rollback/plan_rollback'
import { stepsBeginAgain } from '#services/tickets/rollback/undo_times'
import * as times from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** Brings a ticket to where it stood, with everything that was later cleared. Unsaved; the caller turns the clock. */
export async function restoreStatus(locked: LockedTicket, plan: RollbackPlan): Promise<StepEntry> {
  const { outcome, past, landing } = plan
  const { ticket, workflow, trx } = locked
  const from = workflow.statuses[ticket.status]
  if (outcome.kind === 'enters') {
    const isElsewhere = past.status !== ticket.status
    await voidOthers(locked, outcome)
    if (isElsewhere && outcome.keeps.length === 0) ticket.round += 1
    await forgetLater(locked, past.at, landing.status)
    await stepsBeginAgain(trx, ticket.id, workflow.steps.slice(outcome.keeps.length))
    return enterSteps(locked, outcome.step)
  }
  if (outcome.kind === 'arrives') {
    const now = clock.now()
    const to = workflow.statuses[outcome.status]
    if (from.isHeld && !to.isHeld) await times.holdEnded(trx, ticket.id, now)
    if (from.isFinished && !to.isFinished) await times.revisionRequested(trx, ticket.id, now)
    await forgetLater(locked, past.at, outcome.status)
    if (to.isHeld && !from.isHeld) await times.holdBegan(trx, ticket.id, now)
    ticket.status = outcome.status
    ticket.statusSince = now
    await arrive(locked, plan, from.isFinished ?? false)
  } else if (plan.endsConfirmation) await forgetLater(locked, past.at, ticket.status)
  return { status: ticket.status, waiting: null, skipped: [] }
}

/** Stamps an arrival that is not stamped from before, and counts the work that is under way or done by it. */
async function arrive(
  { trx, ticket, workflow }: LockedTicket,
  { past }: RollbackPlan,
  wasFinished: boolean
) {
  const now = clock.now()
  const { stamp, isFinished, isClosed } = workflow.statuses[ticket.status]
  const stamps = ticket as unknown as Record<string, unknown>
  const isNew = stamp !== undefined && !stamps[stamp]
  if (isNew) stamps[stamp] = now
  if (ticket.status === workflow.working) {
    ticket.startedAt ??= now
    await times.workStarted(trx, ticket, now)
  }
  if (!isNew || !isFinished) return
  // Closed after it was resolved: that counts as done, unlike what was withdrawn.
  if (isClosed && !ticket.resolvedAt && past.resolvedAt) ticket.resolvedAt = now
  if (isClosed && !ticket.resolvedAt) return
  if (wasFinished) await times.revisionRequested(trx, ticket.id, now)
  await times.workCompleted(trx, ticket, now)
  if (ticket.requestType.isScheduled) {
    ticket.actualEnd = past.actualEnd ?? now
    ticket.deadlineAt = ticket.actualEnd
  }
}

/** Approvals never come back: those that the status does not need are void from now on. */
async function voidOthers(
  { trx, ticket }: LockedTicket,
  { keeps }: Extract<StatusOutcome, { kind: 'enters' }>
) {
  await trx
    .from('approvals')
    .where('ticket_id', ticket.id)
    .whereNull('voided_at')
    .where((any) => any.whereNotIn('step', keeps).orWhere('decision', 'rejected'))
    .update({ voided_at: clock.now().toJSDate() })
  if (!keeps.includes('department')) ticket.departmentApprovedAt = null
  ticket.approvedAt = null
  ticket.rejectedAt = null
}
