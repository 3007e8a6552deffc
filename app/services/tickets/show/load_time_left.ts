import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { addUpDeadline } from '#services/deadlines/add_up_deadline'
import { calendarOf } from '#services/deadlines/calendar_of'
import { pausesOf } from '#services/deadlines/pauses'
import { secondsOf } from '#services/tickets/compute_deadline'

/**
 * Working seconds that are left to a ticket while its clock stands still.
 * @returns null while it runs, without a rule, and when the time was over before
 */
export async function loadTimeLeft(ticket: Ticket): Promise<number | null> {
  const { pausedAt, clockStartedAt, deadlineHours, deadlineAt } = ticket
  if (!pausedAt || !clockStartedAt || deadlineHours === null || deadlineAt) return null
  const client = db.connection()
  const pauses = await pausesOf(client, ticket.id)
  const calendar = await calendarOf(client, ticket.handlingDepartmentId)
  return addUpDeadline(clockStartedAt, secondsOf(deadlineHours), pauses, calendar).left
}
