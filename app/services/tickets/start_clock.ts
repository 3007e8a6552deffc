import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { computeDeadline, deadlineCriteria } from '#services/tickets/compute_deadline'

/**
 * (Re)starts a ticket's deadline clock at an instant; unsaved. A scheduled type has no clock: its scheduled end is its
 * deadline.
 */
export async function startClock(trx: TransactionClientContract, ticket: Ticket, at: DateTime) {
  if (ticket.requestType.isScheduled) {
    ticket.deadlineAt = ticket.scheduledEnd
    return
  }
  ticket.clockStartedAt = at
  await recomputeDeadline(trx, ticket)
}

/** Recomputes the deadline from the running clock's start (a priority change); unsaved. */
export async function recomputeDeadline(trx: TransactionClientContract, ticket: Ticket) {
  if (!ticket.clockStartedAt) return
  const items = await trx.from('ticket_items').where('ticket_id', ticket.id).select('criteria')
  ticket.deadlineAt = await computeDeadline(
    {
      workflow: ticket.workflow,
      requestTypeId: ticket.requestTypeId,
      priority: ticket.priority,
      criteria: deadlineCriteria(
        ticket.criteria,
        items as { criteria: 'image' | 'video' | null }[]
      ),
    },
    ticket.clockStartedAt,
    trx
  )
}

/** Stops the clock: the ticket waits for decisions, or for an assignee, again; unsaved. */
export function stopClock(ticket: Ticket): void {
  ticket.clockStartedAt = null
  ticket.deadlineAt = null
  ticket.assignedAt = null
}
