import clock from '#services/clock'
import { isFinished } from '#services/tickets/is_finished'
import type { RollbackPlan } from '#services/tickets/rollback/plan_rollback'
import { workWasNotAssigned } from '#services/tickets/rollback/undo_times'
import { recomputeDeadline, startClock, stopClock } from '#services/tickets/start_clock'
import { workWasAssigned } from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** Writes the people and planned times of then, as far as they come back. Ticket unsaved. */
export async function restorePeople(locked: LockedTicket, { people }: RollbackPlan): Promise<void> {
  const { trx, ticket, by } = locked
  if (!people.isYours) return
  ticket.assigneeId = people.assigneeId
  if (people.schedule) ticket.merge(people.schedule)
  const stale = trx.from('collaborators').where('ticket_id', ticket.id)
  await stale.whereNotIn('user_id', people.collaboratorIds).delete()
  if (people.collaboratorIds.length === 0) return
  const now = clock.now().toJSDate()
  const rows = people.collaboratorIds.map((id) => ({
    ticket_id: ticket.id,
    user_id: id,
    added_by: by?.id ?? null,
    added_at: now,
  }))
  const added = trx.knexQuery().table('collaborators').insert(rows)
  await added.onConflict(['ticket_id', 'user_id']).ignore()
}

/**
 * Lets the assignment and the deadline's clock follow to where the ticket stands now. Work that went on keeps its start,
 * or gets the one it had at the point; work that begins by this begins now. Ticket unsaved.
 */
export async function settleWork(
  locked: LockedTicket,
  { past, people }: RollbackPlan,
  wasAssigned: boolean
): Promise<void> {
  const { trx, ticket, workflow } = locked
  const { step, isRefused } = workflow.statuses[ticket.status]
  if (step || isRefused || ticket.assigneeId === null) stopClock(ticket)
  else if (!wasAssigned) await begin(locked)
  else if (people.isYours && past.assignedAt) {
    const { assignedAt, clockStartedAt } = ticket
    if (assignedAt! > past.at) ticket.assignedAt = past.assignedAt
    const isClockLater = clockStartedAt !== null && clockStartedAt > past.at
    if (isClockLater && !isFinished(locked)) {
      ticket.clockStartedAt = past.clockStartedAt ?? past.assignedAt
    }
  }
  if (!ticket.assignedAt) await workWasNotAssigned(trx, ticket.id, { after: past.at })
  if (isFinished(locked)) return
  if (!ticket.requestType.isScheduled) return recomputeDeadline(trx, ticket)
  if (ticket.assignedAt) await startClock(trx, ticket, clock.now())
}

async function begin({ trx, ticket }: LockedTicket) {
  const now = clock.now()
  ticket.assignedAt = now
  await startClock(trx, ticket, now)
  await workWasAssigned(trx, ticket.id, now)
}
