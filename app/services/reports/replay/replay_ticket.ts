import { answersIn } from '#services/reports/replay/answers_in'
import { seconds } from '#services/reports/replay/durations'
import { beginReplay, type Replayed } from '#services/reports/replay/replayed'
import { scoreAt } from '#services/reports/replay/score_at'
import type { Kept, Story, Told } from '#services/reports/replay/story'
import { tellMove, tellSteps } from '#services/reports/replay/tell_again'
import { forgetAssignment, tellRollback } from '#services/reports/replay/tell_rollback'

const STEPS = new Set([
  ...['created', 'dept_approved', 'approved', 'rejected', 'step_skipped', 'resubmitted'],
  ...['sent_back'],
])

/** These begin and end nothing, whatever they changed of a brief or of people. */
const NO_MOVE = new Set(['deleted', 'restored', 'assigned', 'unassigned', 'taken', 'rescheduled'])

/**
 * Tells a ticket's activities again up to a moment: how it stood then, with the lengths that reports add up. Pure.
 * @param until milliseconds, exclusive; none for all that happened
 * @returns null when nothing is told of it until then; that it was created is told in any case
 */
export function replayTicket(story: Story, until = Infinity): Replayed | null {
  // Its first activity is written a moment after the ticket: one of the last moment of a month belongs to it.
  const told = story.told.filter(({ at, action }) => at < until || action === 'created')
  if (told.length === 0) return null
  const ticket = beginReplay(story)
  for (const one of told) tell(ticket, one, told)
  ticket.times.firstResponseAt = answersIn(story, told)
  ticket.score = scoreAt(story, until)
  return ticket
}

function tell(ticket: Replayed, one: Told, all: Told[]): void {
  const wasAssigned = ticket.assignedAt !== null
  if (one.action === 'rolled_back') {
    const past = all.find(({ id }) => id === one.details.activityId) ?? one
    tellRollback(ticket, one, past)
    keep(ticket, one.kept, wasAssigned)
    return forgetAssignment(ticket, one, past)
  }
  keep(ticket, one.kept, wasAssigned)
  if (one.action === 'deleted') ticket.deletedAt = one.at
  else if (one.action === 'restored') ticket.deletedAt = null
  else if (STEPS.has(one.action) || isNewVersion(ticket, one)) tellSteps(ticket, one)
  else if (one.action === 'confirmed') {
    ticket.confirmedAt = one.at
    ticket.statusSince = one.at
    ticket.times.cycleSeconds = Math.max(0, seconds(ticket.createdAt, one.at))
  } else if (
    one.action === 'revision_requested' ||
    (moves(ticket, one) && !NO_MOVE.has(one.action))
  ) {
    tellMove(ticket, one)
  }
}

function moves({ status }: Replayed, { to }: Told): boolean {
  return to !== null && to !== status
}

/** A changed brief is approved anew, unless it was refused, or nobody has to sign. */
function isNewVersion({ workflow, status }: Replayed, { action, details }: Told): boolean {
  const isEdit = action === 'updated' && details.briefVersion !== undefined
  return isEdit && workflow.steps.length > 0 && !workflow.statuses[status].isRefused
}

/** Takes over the brief and people that were kept after an activity. What stamps them is told, not taken over. */
function keep(ticket: Replayed, kept: Partial<Kept> | null, wasAssigned: boolean): void {
  if (!kept) return
  const { confirmedAt, resolvedAt, ...known } = kept
  Object.assign(ticket, known)
  if (!wasAssigned && ticket.assignedAt !== null) ticket.times.firstAssignedAt ??= ticket.assignedAt
}
