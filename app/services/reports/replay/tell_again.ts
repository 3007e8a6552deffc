import * as times from '#services/reports/replay/durations'
import { arriveIn, type Replayed } from '#services/reports/replay/replayed'
import type { Told } from '#services/reports/replay/story'
import type { Step } from '#workflows/workflow'

/** Steps are asked again: what was approved or rejected before no longer counts. */
const ASKED_AGAIN = new Set(['resubmitted', 'sent_back', 'updated'])

/** What an activity does to the steps of a ticket's approval. */
export function tellSteps(ticket: Replayed, told: Told): void {
  const { action, at, details } = told
  const isAsking = action === 'created' || action === 'step_skipped'
  if (ASKED_AGAIN.has(action)) {
    Object.assign(ticket, { approvedAt: null, rejectedAt: null })
    if (action === 'sent_back') ticket.startedAt = null
  } else if (!isAsking) {
    const waiting = ticket.workflow.statuses[ticket.status]?.step
    const step = ticket.times.steps[(details.step as Step | undefined) ?? waiting!]
    if (step) Object.assign(step, { decidedAt: at, seconds: since(step.dueAt, at) })
  }
  enterSteps(ticket, told)
}

function since(dueAt: number | null, at: number): number | null {
  return dueAt === null ? null : times.seconds(dueAt, at)
}

/** The steps that were passed over became due, and the one that waits; without one it is where work begins. */
export function enterSteps(ticket: Replayed, told: Told): void {
  for (const step of stepsOf(ticket, told)) {
    Object.assign(ticket.times.steps[step], { dueAt: told.at, decidedAt: null })
  }
  const status = told.to ?? ticket.status
  arriveIn(ticket, status, told.at)
  if (ticket.workflow.statuses[status]?.step) ticket.statusSince = told.at
}

/** Steps that an activity asked, in order. */
export function stepsOf({ workflow }: Replayed, { to, details }: Told): Step[] {
  const waiting = to ? workflow.statuses[to]?.step : undefined
  const skipped = (details.skipped ?? []).map(({ step }) => step as Step)
  return waiting ? [...skipped, waiting] : skipped
}

/** What an activity does to the work on a ticket without leaving the way of its workflow. */
export function tellMove(ticket: Replayed, { action, at, to }: Told): void {
  const { workflow, startedAt } = ticket
  const [from, next] = [workflow.statuses[ticket.status], workflow.statuses[to ?? ticket.status]]
  if (!next) return
  if (from.isHeld && !next.isHeld) times.ended(ticket.times, 'hold', at)
  if (next.isHeld && !from.isHeld) ticket.times.holdStartedAt = at
  if (from.isFinished && !next.isFinished) times.ended(ticket.times, 'review', at)
  if (action === 'revision_requested') {
    ticket.revisionCount += 1
    Object.assign(ticket, { confirmedAt: null, completedAt: null })
  }
  if (action === 'reopened') {
    ticket.reopenCount += 1
    ticket.resolvedAt = null
  }
  arriveIn(ticket, to ?? ticket.status, at)
  if (ticket.status === workflow.working && action !== 'revision_requested') {
    // The clock of work that began once goes on; creative work that begins again is new.
    if (workflow.steps.length === 0) ticket.startedAt = startedAt ?? at
    times.started(ticket.times, ticket.assignedAt, at)
  } else if (ticket.status === workflow.working) ticket.startedAt = startedAt ?? at
  if (action === 'completed' || action === 'resolved') {
    times.completed(ticket.times, ticket.createdAt, at)
  }
}
