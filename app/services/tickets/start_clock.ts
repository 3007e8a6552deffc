import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { calendarOf } from '#services/deadlines/calendar_of'
import { afterPauses, pausesOf } from '#services/deadlines/pauses'
import { afterWorkingTime, type BusinessCalendar } from '#services/deadlines/working_time'
import { allowedHours, deadlineCriteria } from '#services/tickets/compute_deadline'

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

/**
 * Recomputes the deadlines from the running clock's start (another priority, department or calendar): the working time
 * that the rules give, without the time in which the clock stood still. Unsaved.
 */
export async function recomputeDeadline(trx: TransactionClientContract, ticket: Ticket) {
  if (!ticket.clockStartedAt) return
  const items = await trx.from('ticket_items').where('ticket_id', ticket.id).select('criteria')
  const allowed = await allowedHours(
    {
      workflow: ticket.workflow,
      requestTypeId: ticket.requestTypeId,
      priority: ticket.priority,
      criteria: deadlineCriteria(
        ticket.criteria,
        items as { criteria: 'image' | 'video' | null }[]
      ),
    },
    trx
  )
  const calendar = await calendarOf(trx, ticket.handlingDepartmentId)
  ticket.deadlineHours = allowed?.hours ?? null
  ticket.responseHours = allowed?.responseHours ?? null
  ticket.deadlineAt = await deadlineOf(trx, ticket, calendar)
  ticket.responseDueAt =
    ticket.responseHours === null
      ? null
      : afterWorkingTime(ticket.clockStartedAt, secondsOf(ticket.responseHours), calendar)
}

/** Null without a rule, and while the clock stands still with time left. */
async function deadlineOf(
  trx: TransactionClientContract,
  ticket: Ticket,
  calendar: BusinessCalendar | null
): Promise<DateTime | null> {
  if (ticket.deadlineHours === null) return null
  const pauses = await pausesOf(trx, ticket.id)
  return afterPauses(ticket.clockStartedAt!, secondsOf(ticket.deadlineHours), pauses, calendar)
}

function secondsOf(hours: number): number {
  return Math.round(Number(hours) * 60) * 60
}

/** Stops the clock: the ticket waits for decisions, or for an assignee, again; unsaved. */
export function stopClock(ticket: Ticket): void {
  ticket.clockStartedAt = null
  ticket.deadlineAt = null
  ticket.deadlineHours = null
  ticket.assignedAt = null
}
