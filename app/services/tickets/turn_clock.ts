import type { DateTime } from 'luxon'
import clock from '#services/clock'
import { recomputeDeadline, recountDeadline } from '#services/tickets/start_clock'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

type Turning = Pick<LockedTicket, 'trx' | 'ticket' | 'workflow'>

/**
 * Lets the deadline clock stand still or go on after the ticket came here from another status (`pausedIn` of its
 * workflow); unsaved. While it stands there is no deadline. The time in which a ticket was finished, until somebody
 * reopened it, does not count either; its priority may have changed meanwhile, so the rules are asked anew then.
 * @param from where it stood, and since when
 */
export async function turnClock(
  turning: Turning,
  from: { status: string; since: DateTime }
): Promise<void> {
  const { trx, ticket, workflow } = turning
  if (workflow.pausedIn.length === 0 || ticket.status === from.status) return
  const now = clock.now()
  const wasPaused = ticket.pausedAt !== null
  if (wasPaused) await endPause(turning, now)
  if (workflow.statuses[ticket.status].isFinished) {
    // It was kept or missed by the deadline that it would have had from now on.
    if (wasPaused) await recountDeadline(trx, ticket)
    return
  }
  const pause = { ticket_id: ticket.id, started_at: now.toJSDate() }
  if (workflow.pausedIn.includes(ticket.status)) {
    ticket.pausedAt = now
    await trx.table('ticket_pauses').insert({ ...pause, status: ticket.status })
  } else if (workflow.statuses[from.status].isFinished) {
    await trx.table('ticket_pauses').insert({
      ...pause,
      status: from.status,
      started_at: from.since.toJSDate(),
      ended_at: now.toJSDate(),
    })
    return recomputeDeadline(trx, ticket)
  }
  await recountDeadline(trx, ticket)
}

async function endPause({ trx, ticket }: Turning, now: DateTime) {
  await trx
    .from('ticket_pauses')
    .where('ticket_id', ticket.id)
    .whereNull('ended_at')
    .update({ ended_at: now.toJSDate() })
  ticket.pausedSeconds += Math.max(0, Math.round(now.diff(ticket.pausedAt!, 'seconds').seconds))
  ticket.pausedAt = null
}
