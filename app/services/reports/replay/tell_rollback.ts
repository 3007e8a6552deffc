import * as times from '#services/reports/replay/durations'
import { arriveIn, type Replayed, type Stamp } from '#services/reports/replay/replayed'
import type { Told } from '#services/reports/replay/story'
import { enterSteps, stepsOf } from '#services/reports/replay/tell_again'
import { isBeforeWork } from '#services/tickets/rollback/is_before_work'

/** What a rollback to an earlier activity does: what was later is cleared, and approvals never come back. */
export function tellRollback(ticket: Replayed, told: Told, past: Told): void {
  const { at, kept } = told
  const status = told.to ?? ticket.status
  const { workflow } = ticket
  const [from, to] = [workflow.statuses[ticket.status], workflow.statuses[status]]
  if (told.details.round !== undefined) {
    const asked = stepsOf(ticket, told)
    Object.assign(ticket, { approvedAt: null, rejectedAt: null })
    forgetLater(ticket, past.at, status)
    for (const step of workflow.steps.slice(workflow.steps.indexOf(asked[0]))) {
      Object.assign(ticket.times.steps[step], { dueAt: null, decidedAt: null, seconds: null })
    }
    enterSteps(ticket, told)
  } else if (status !== ticket.status) {
    if (from.isHeld && !to.isHeld) times.ended(ticket.times, 'hold', at)
    if (from.isFinished && !to.isFinished) times.ended(ticket.times, 'review', at)
    forgetLater(ticket, past.at, status)
    if (to.isHeld && !from.isHeld) ticket.times.holdStartedAt = at
    arriveAgain(ticket, { status, at, past, wasFinished: from.isFinished ?? false })
  } else if (ticket.confirmedAt !== null && kept && kept.confirmedAt === null) {
    forgetLater(ticket, past.at, status)
  }
}

/** Nobody had the work before the point, if nobody has it now. */
export function forgetAssignment(ticket: Replayed, told: Told, past: Told): void {
  const isGiven = told.details.round !== undefined && !ticket.workflow.statuses[ticket.status].step
  if (ticket.assignedAt !== null || isGiven) return
  const first = ticket.times.firstAssignedAt
  if (first !== null && first > past.at) ticket.times.firstAssignedAt = null
}

function forgetLater(ticket: Replayed, after: number, status: string): void {
  const { isFinished = false, isClosed = false } = ticket.workflow.statuses[status]
  const isLater = (stamp: number | null) => stamp !== null && stamp > after
  if (isBeforeWork(ticket.workflow, status) || isLater(ticket.startedAt)) {
    ticket.startedAt = null
    times.notStarted(ticket.times)
  }
  if (!isFinished || isLater(ticket.completedAt)) ticket.completedAt = null
  if (!isFinished || isLater(ticket.resolvedAt)) ticket.resolvedAt = null
  if (!isClosed || isLater(ticket.closedAt)) ticket.closedAt = null
  const wasConfirmed = ticket.confirmedAt !== null
  if (status !== ticket.status || isLater(ticket.confirmedAt)) ticket.confirmedAt = null
  times.notCompleted(ticket.times, after, isFinished)
  if (wasConfirmed && ticket.confirmedAt === null && isFinished && ticket.completedAt !== null) {
    ticket.times.cycleSeconds = Math.max(0, times.seconds(ticket.createdAt, ticket.completedAt))
  }
}

function arriveAgain(
  ticket: Replayed,
  {
    status,
    at,
    past,
    wasFinished,
  }: { status: string; at: number; past: Told; wasFinished: boolean }
): void {
  const { stamp, isFinished, isClosed } = ticket.workflow.statuses[status]
  const before = stamp ? ticket[stamp as Stamp] : null
  const isNew = stamp !== undefined && before === null
  arriveIn(ticket, status, at)
  ticket.statusSince = at
  if (stamp && !isNew) ticket[stamp as Stamp] = before
  if (status === ticket.workflow.working) {
    ticket.startedAt ??= at
    times.started(ticket.times, ticket.assignedAt, at)
  }
  if (!isNew || !isFinished) return
  const wasResolved = Boolean(past.kept?.resolvedAt)
  if (isClosed && ticket.resolvedAt === null && wasResolved) ticket.resolvedAt = at
  if (isClosed && ticket.resolvedAt === null) return
  if (wasFinished) times.ended(ticket.times, 'review', at)
  times.completed(ticket.times, ticket.createdAt, at)
}
