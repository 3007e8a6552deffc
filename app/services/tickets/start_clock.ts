import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { calendarOf } from '#services/deadlines/calendar_of'
import { nearSeconds } from '#services/deadlines/near_seconds'
import { afterPauses, pausesOf, type Pause } from '#services/deadlines/pauses'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'
import { afterWorkingTime } from '#services/deadlines/working_time'
import { allowedHours, deadlineCriteria, secondsOf } from '#services/tickets/compute_deadline'
import { findWorkflow } from '#workflows/index'

/**
 * (Re)starts a ticket's deadline clock at an instant; unsaved. A scheduled type has no clock: its scheduled end is its
 * deadline. A clock that started with the ticket itself runs on, whoever is assigned.
 */
export async function startClock(trx: TransactionClientContract, ticket: Ticket, at: DateTime) {
  if (ticket.requestType.isScheduled) {
    ticket.deadlineAt = ticket.scheduledEnd
    ticket.deadlineNearAt = null
    return
  }
  if (startsWithTicket(ticket) && ticket.clockStartedAt) return
  ticket.clockStartedAt = at
  await recomputeDeadline(trx, ticket)
}

/**
 * Asks the deadline rules anew and counts the deadlines from the running clock's start: another priority or department.
 * Unsaved.
 */
export async function recomputeDeadline(trx: TransactionClientContract, ticket: Ticket) {
  if (!ticket.clockStartedAt) return
  const items = await trx.from('ticket_items').where('ticket_id', ticket.id).select('criteria')
  const { workflow, requestTypeId, priority } = ticket
  const criteria = deadlineCriteria(ticket.criteria, items as any[])
  const rule = await allowedHours({ workflow, requestTypeId, priority, criteria }, trx)
  ticket.deadlineHours = rule?.hours ?? null
  if (isUnanswered(ticket)) {
    ticket.responseHours = startsWithTicket(ticket) ? (rule?.responseHours ?? null) : null
  }
  await count(trx, ticket)
}

/**
 * Counts the deadlines from the hours that the ticket was given: another calendar, or a clock that stood still. Rules that
 * changed meanwhile do not matter. Unsaved.
 */
export async function recountDeadline(trx: TransactionClientContract, ticket: Ticket) {
  if (ticket.deadlineHours !== null) await count(trx, ticket)
}

async function count(trx: TransactionClientContract, ticket: Ticket) {
  const calendar = await calendarOf(trx, ticket.handlingDepartmentId)
  setDeadlines(ticket, await pausesOf(trx, ticket.id), calendar)
}

/**
 * Sets the deadlines of a running clock: the working time that was given, without the pauses. The first answer is due
 * whether the clock stands still or not, and stays as it was once it is given. Unsaved.
 */
export function setDeadlines(ticket: Ticket, pauses: Pause[], calendar: BusinessCalendar | null) {
  const start = ticket.clockStartedAt
  if (!start) return
  const after = (seconds: number) => afterPauses(start, seconds, pauses, calendar)
  const given = ticket.deadlineHours === null ? null : secondsOf(ticket.deadlineHours)
  ticket.deadlineAt = given === null ? null : after(given)
  ticket.deadlineNearAt =
    given === null || !ticket.deadlineAt ? null : after(given - nearSeconds(given))
  if (!isUnanswered(ticket)) return
  const answer = ticket.responseHours === null ? null : secondsOf(ticket.responseHours)
  const afterAll = (seconds: number) => afterWorkingTime(start, seconds, calendar)
  ticket.responseDueAt = answer === null ? null : afterAll(answer)
  ticket.responseNearAt = answer === null ? null : afterAll(answer - nearSeconds(answer))
}

/** Stops the clock: the ticket waits for decisions, or for an assignee, again; unsaved. */
export function stopClock(ticket: Ticket): void {
  ticket.assignedAt = null
  if (startsWithTicket(ticket)) return
  ticket.clockStartedAt = null
  ticket.deadlineAt = null
  ticket.deadlineNearAt = null
  ticket.deadlineHours = null
}

function startsWithTicket({ workflow }: Ticket): boolean {
  return findWorkflow(workflow).clock === 'creation'
}

/** A ticket that was just made does not know the column yet. */
function isUnanswered({ firstResponseAt }: Ticket): boolean {
  return !firstResponseAt
}
