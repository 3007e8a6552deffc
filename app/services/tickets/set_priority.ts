import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { isFinished } from '#services/tickets/is_finished'
import { ownDetails } from '#services/tickets/own_details'
import { refuseStalePage } from '#services/tickets/refuse_stale_page'
import { saveTicket } from '#services/tickets/save_ticket'
import { recomputeDeadline } from '#services/tickets/start_clock'
import { authorise, withLockedTicket } from '#services/tickets/with_locked_ticket'
import { transitionNamed, type Priority } from '#workflows/workflow'

/**
 * Changes the priority; a running clock's deadline is recomputed from its same start.
 * @throws NotFound, Refusal 403, Conflict 409 when the page was stale
 */
export async function setPriority(
  ticketId: number,
  form: { priority: Priority; lockVersion?: number },
  actor: Actor
): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { ticket, trx } = locked
    authorise(locked, 'set_priority')
    refuseStalePage(ticket, form.lockVersion)
    if (ticket.priority === form.priority) return ticket
    const before = ticket.priority
    ticket.priority = form.priority
    if (!ticket.requestType.isScheduled && !isFinished(locked)) {
      await recomputeDeadline(trx, ticket)
    }
    await saveTicket(ticket)
    const { tells, kind } = transitionNamed(locked.workflow, 'set_priority')!
    await recordActivity(locked, {
      action: 'updated',
      changes: [{ field: 'priority', before, after: form.priority }],
      details: ownDetails(locked, 'set_priority'),
      tells: [{ to: tells, kind }],
    })
    return ticket
  })
}
