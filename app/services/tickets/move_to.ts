import clock from '#services/clock'
import { setStatus } from '#services/tickets/enter_steps'
import * as times from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

type Moving = Pick<LockedTicket, 'trx' | 'ticket' | 'workflow'>

/**
 * Brings a ticket to a status and counts what ends and begins with that: time on hold, the time in which it was finished,
 * work. When work first began stays as it was. Sets status and stamps without saving; the caller turns the clock.
 */
export async function moveTo(moving: Moving, status: string): Promise<void> {
  const { trx, ticket, workflow } = moving
  const now = clock.now()
  const [from, to] = [workflow.statuses[ticket.status], workflow.statuses[status]]
  const startedAt = ticket.startedAt
  if (from.isHeld && !to.isHeld) await times.holdEnded(trx, ticket.id, now)
  if (to.isHeld && !from.isHeld) await times.holdBegan(trx, ticket.id, now)
  if (from.isFinished && !to.isFinished) await times.revisionRequested(trx, ticket.id, now)
  setStatus(moving, status)
  ticket.startedAt = startedAt
  if (status !== workflow.working) return
  ticket.startedAt ??= now
  await times.workStarted(trx, ticket, now)
}
