import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import clock from '#services/clock'
import { LATE, lateBindings } from '#services/tickets/where_late'
import { WORKED_ON } from '#services/workload/worked_on'

/** Open work of one person in one department; `personId` null is what nobody has yet. */
export interface Work {
  departmentId: number
  personId: number | null
  open: number
  inProgress: number
  late: number
  dueToday: number
  dueSoon: number
  /** Hours that somebody said it takes; null where nobody said so. */
  hours: number | null
  unestimated: number
}

/** Days that count as coming, today among them. */
export const SOON_DAYS = 7

/** The days whose deadlines count as today's and as coming ones, in a zone. */
export function comingDays(zone: string) {
  const today = clock.now().setZone(zone).startOf('day')
  const last = today.plus({ days: SOON_DAYS - 1 })
  return { today: today.toISODate()!, last: last.toISODate()! }
}

const COUNTS = `count(*)::int as open,
  count(*) filter (where tickets.status = 'in_progress')::int as "inProgress",
  count(*) filter (where ${LATE})::int as late,
  count(*) filter (where tickets.deadline_at >= ? and tickets.deadline_at < ?)::int as "dueToday",
  count(*) filter (where tickets.deadline_at >= ? and tickets.deadline_at < ?)::int as "dueSoon",
  sum(tickets.estimated_hours)::float8 as hours,
  count(*) filter (where tickets.estimated_hours is null)::int as unestimated`

/**
 * Adds up the open work that a person may see, by handling department and by who has it, in one query.
 * @param departments only work that these handle; null for all
 * @param personId only the work of this person
 */
export async function sumWork(
  viewer: User,
  zone: string,
  { departments, personId }: { departments: number[] | null; personId?: number }
): Promise<Work[]> {
  const today = DateTime.fromISO(comingDays(zone).today, { zone })
  const [start, next, end] = [0, 1, SOON_DAYS].map((days) => today.plus({ days }).toJSDate())
  const query = db
    .from('tickets')
    .whereNull('tickets.deleted_at')
    .where('tickets.is_finished', false)
    .whereIn('tickets.status', WORKED_ON)
  if (departments) query.whereIn('tickets.handling_department_id', departments)
  if (personId) query.where('tickets.assignee_id', personId).whereNotNull('tickets.assigned_at')
  return whereVisible(query, viewer)
    .select('tickets.handling_department_id as departmentId')
    .select(
      db.raw(`case when tickets.assigned_at is not null then tickets.assignee_id end as "personId"`)
    )
    .select(db.raw(COUNTS, [...lateBindings(), start, next, start, end]))
    .groupBy('departmentId', 'personId')
}
