import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import { calendarOf } from '#services/deadlines/calendar_of'
import { pausesOfMany } from '#services/deadlines/pauses'
import { setDeadlines } from '#services/tickets/start_clock'

/**
 * Looks through open tickets of a department, by number, for those whose deadlines are not what its calendar says now.
 * Nothing is locked or changed; the same three queries for any number.
 * @returns their ids, and the number up to which it looked; null when there are no more
 */
export async function listMoved(
  departmentId: number,
  after: number,
  most: number
): Promise<{ moved: number[]; last: number | null }> {
  const tickets = await Ticket.query()
    .where('handling_department_id', departmentId)
    .whereNull('deleted_at')
    .whereRaw('not is_finished')
    .whereNotNull('clock_started_at')
    .whereNotNull('deadline_hours')
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
  if (tickets.length === 0) return { moved: [], last: null }
  const calendar = await calendarOf(db.connection(), departmentId)
  const pauses = await pausesOfMany(
    db.connection(),
    tickets.map(({ id }) => id)
  )
  const moved = tickets.filter((ticket) => {
    const before = timesOf(ticket)
    setDeadlines(ticket, pauses.get(ticket.id) ?? [], calendar)
    return before !== timesOf(ticket)
  })
  return { moved: moved.map(({ id }) => id), last: tickets.at(-1)!.id }
}

function timesOf({ deadlineAt, deadlineNearAt, responseDueAt, responseNearAt }: Ticket): string {
  return [deadlineAt, deadlineNearAt, responseDueAt, responseNearAt]
    .map((at) => at?.toMillis() ?? '')
    .join()
}
