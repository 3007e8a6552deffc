import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import { calendarOf } from '#services/deadlines/calendar_of'
import { pausesOf } from '#services/deadlines/pauses'
import { workingSecondsBetween } from '#services/deadlines/working_time'

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
  let from = clockStartedAt
  let used = 0
  for (const pause of pauses) {
    used += workingSecondsBetween(from, pause.start, calendar)
    from = DateTime.max(from, pause.end ?? pause.start)
  }
  return Math.max(0, Number(deadlineHours) * 3600 - used)
}
