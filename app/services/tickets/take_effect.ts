import clock from '#services/clock'
import type { Telling } from '#services/notifications/tell'
import { startClock } from '#services/tickets/start_clock'
import { workWasAssigned } from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

export interface Effect {
  tells: Telling[]
  /** What the activity says about it: the people who could not take their part, and why. */
  details: Record<string, unknown>
}

type Approved = Pick<LockedTicket, 'trx' | 'ticket' | 'collaboratorIds'>

/**
 * Lets the proposed people take effect with the final approval (shared/workflows, pre-assignment): the clock starts and
 * they are told. When the proposal cannot hold, the ticket is approved unassigned and the handling managers are told why;
 * they are also told when somebody who was to help no longer can.
 * Sets columns on the ticket without saving.
 */
export async function takeEffect(approved: Approved): Promise<Effect> {
  const { trx, ticket } = approved
  const managers = (reason: string): Effect => ({
    tells: [{ to: ['handling_managers'], kind: reason }],
    details: reason === 'needs_assignee' ? {} : { proposal: reason },
  })
  if (ticket.assigneeId === null) return managers('needs_assignee')
  const able = await ableIds(approved)
  const why = !able.has(ticket.assigneeId)
    ? 'proposal_person_left'
    : ticket.requestType.isScheduled && !ticket.scheduledStart
      ? 'proposal_without_start'
      : null
  if (why) {
    ticket.assigneeId = null
    await trx.from('collaborators').where('ticket_id', ticket.id).delete()
    return managers(why)
  }
  const left = approved.collaboratorIds.filter((id) => !able.has(id))
  if (left.length > 0) {
    await trx.from('collaborators').where('ticket_id', ticket.id).whereIn('user_id', left).delete()
  }
  const now = clock.now()
  ticket.assignedAt = now
  await startClock(trx, ticket, now)
  await workWasAssigned(trx, ticket.id, now)
  const dropped = left.length > 0 ? managers('proposal_helper_left') : null
  return {
    tells: [
      { to: ['assignee'], kind: 'assigned' },
      { to: ['collaborators'], kind: 'collaborator_added' },
      ...(dropped?.tells ?? []),
    ],
    details: dropped?.details ?? {},
  }
}

async function ableIds({ trx, ticket, collaboratorIds }: Approved): Promise<Set<number>> {
  const rows = await trx
    .from('users')
    .whereIn('id', [ticket.assigneeId!, ...collaboratorIds])
    .where('department_id', ticket.handlingDepartmentId)
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .orderBy('id')
    .forShare()
    .select('id')
  return new Set(rows.map((row) => row.id))
}
