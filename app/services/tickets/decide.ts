import clock from '#services/clock'
import type { ActivityEntry } from '#services/activity/record_activity'
import { askApprovers } from '#services/tickets/ask_approvers'
import { enterSteps, setStatus, type StepEntry } from '#services/tickets/enter_steps'
import { takeEffect } from '#services/tickets/take_effect'
import { stepWasDecided } from '#services/tickets/ticket_times'
import type { TransitionInput } from '#services/tickets/transition_ticket'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import type { Step, Transition } from '#workflows/workflow'

/**
 * Approves or rejects the waiting step: writes the approval row and moves the ticket on. Unsaved ticket columns are the
 * caller's to save.
 * @returns what the activity says and whom it tells
 */
export async function decide(
  locked: LockedTicket,
  transition: Transition,
  input: TransitionInput
): Promise<ActivityEntry> {
  const { ticket } = locked
  const step = ticket.waitingStep!
  const note = input.note?.trim() ?? ''
  await writeApproval(locked, step, transition.name === 'approve' ? 'approved' : 'rejected', note)
  const details = {
    step,
    round: ticket.round,
    briefVersion: ticket.briefVersion,
    ...(note ? { note: note.slice(0, 500) } : {}),
    ...(await bothSteps(locked, step)),
  }
  if (transition.name === 'reject') {
    setStatus(locked, 'rejected')
    return { action: 'rejected', details, tells: [{ to: transition.tells, kind: 'rejected' }] }
  }
  // A skipped step is no approval: only a person's yes is stamped.
  if (step === 'department') ticket.departmentApprovedAt = clock.now()
  const action =
    typeof transition.activity === 'string' ? transition.activity : transition.activity[step]
  const next = locked.workflow.steps[locked.workflow.steps.indexOf(step) + 1]
  const entry = next ? await enterSteps(locked, next) : enterApproved(locked)
  const told = await tellings(locked, transition, entry, step)
  return {
    action,
    details: { ...details, ...told.details, ...skippedDetails(entry) },
    tells: told.tells,
  }
}

/** What an activity keeps of steps that were skipped on the way. */
export function skippedDetails(entry: StepEntry): Record<string, unknown> {
  return entry.skipped.length > 0 ? { skipped: entry.skipped } : {}
}

async function tellings(
  locked: LockedTicket,
  transition: Transition,
  entry: StepEntry,
  step: Step
) {
  if (entry.waiting) {
    const kind = step === 'department' ? 'approved_department' : transition.kind
    return {
      tells: [...askApprovers(entry), { to: transition.tells, kind }],
      details: {},
    }
  }
  const effect = await takeEffect(locked)
  return {
    tells: [
      ...effect.tells,
      { to: transition.tells, kind: 'approved' },
      { to: ['department_approver' as const], kind: 'approved' },
    ],
    details: effect.details,
  }
}

function enterApproved(locked: LockedTicket): StepEntry {
  setStatus(locked, 'approved')
  return { status: 'approved', waiting: null, skipped: [] }
}

async function writeApproval(
  { trx, ticket, by, actor }: LockedTicket,
  step: Step,
  decision: 'approved' | 'rejected',
  note: string
) {
  const now = clock.now()
  await trx.table('approvals').insert({
    ticket_id: ticket.id,
    step,
    decision,
    user_id: by?.id ?? null,
    channel: actor.channel,
    note,
    brief_version: ticket.briefVersion,
    round: ticket.round,
    due_at: ticket.statusSince.toJSDate(),
    decided_at: now.toJSDate(),
  })
  await stepWasDecided(trx, ticket.id, step, now)
}

/** One person may give both steps only as admin or as manager of both departments; the activity says so. */
async function bothSteps({ trx, ticket, by }: LockedTicket, step: Step) {
  if (step === 'department' || !by) return {}
  const first = await trx
    .from('approvals')
    .where({ ticket_id: ticket.id, step: 'department', decision: 'approved', user_id: by.id })
    .whereNull('voided_at')
    .first()
  return first ? { bothSteps: true } : {}
}
