import { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import type { Telling } from '#services/notifications/tell'
import { askApprovers } from '#services/tickets/ask_approvers'
import { skippedDetails } from '#services/tickets/decide'
import { enterSteps } from '#services/tickets/enter_steps'
import { stopClock } from '#services/tickets/start_clock'
import { takeEffect } from '#services/tickets/take_effect'
import { voidApprovals } from '#services/tickets/void_approvals'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { transitionNamed } from '#workflows/workflow'

/** Whatever step waits: what somebody asked for became something else by another hand. */
const TO_REQUESTER: Telling = { to: ['requester'], kind: 'brief_changed' }

/**
 * Counts the version up and puts the ticket where a changed brief belongs; not saved.
 * @param changed the fields that did
 * @returns what its activity says, and whom it tells
 */
export async function newBriefVersion(locked: LockedTicket, changed: string[]) {
  const { ticket, by } = locked
  const now = clock.now()
  ticket.briefVersion += 1
  ticket.briefChangedAt = now
  ticket.briefChangedBy = by?.id ?? null
  if (ticket.isRefused) {
    return { details: { briefVersion: ticket.briefVersion }, tells: [TO_REQUESTER] }
  }
  const wasAssigned = ticket.assignedAt !== null
  if (locked.workflow.steps.length === 0) {
    const { tells, kind } = transitionNamed(locked.workflow, 'edit_brief')!
    return { details: { briefVersion: ticket.briefVersion }, tells: [{ to: tells, kind }] }
  }
  const told: Telling[] = wasAssigned
    ? [{ to: ['requester', 'assignee', 'collaborators'], kind: 'brief_changed' }]
    : [TO_REQUESTER]
  const people = wasAssigned ? [ticket.assigneeId!, ...locked.collaboratorIds] : []
  const approvalsVoided = ticket.waitingStep !== locked.workflow.steps[0]
  await voidApprovals(locked)
  stopClock(ticket)
  const entry = await enterSteps(locked, locked.workflow.steps[0])
  const effect = entry.waiting ? { tells: [], details: {} } : await takeEffect(locked)
  const notBefore = nextRequestAt(ticket, now)
  ticket.askedAgainAt = notBefore
  const asks = askApprovers(entry, changed).map((ask) => ({ ...ask, notBefore }))
  return {
    details: {
      briefVersion: ticket.briefVersion,
      ...(approvalsVoided ? { approvalsVoided: true } : {}),
      ...skippedDetails(entry),
      ...effect.details,
    },
    tells: [
      ...asks,
      ...effect.tells,
      ...told,
      ...(people.length > 0 ? [{ to: { ids: people }, kind: 'brief_changed' }] : []),
    ] as Telling[],
  }
}

/** Approvers get at most one fresh request a minute; a later edit within it joins the one that waits. */
function nextRequestAt({ askedAgainAt }: Ticket, now: DateTime): DateTime {
  if (!askedAgainAt) return now
  if (askedAgainAt > now) return askedAgainAt
  return DateTime.max(now, askedAgainAt.plus({ minutes: 1 }))
}
