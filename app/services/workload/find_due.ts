import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import type { DaysAsked } from '#services/workload/find_planned'

/** Open tickets with a deadline within some days, of types without a planned time, as far as this person may see them. */
export async function findDue(
  viewer: User,
  { from, to, department, person }: DaysAsked & { department?: number; person?: number }
): Promise<{ id: number; at: number }[]> {
  const query = db
    .from('tickets')
    .whereNull('tickets.deleted_at')
    .where('tickets.is_finished', false)
    .where('tickets.deadline_at', '>=', from)
    .where('tickets.deadline_at', '<', to)
    .whereRaw(
      'tickets.request_type_id not in (select s.id from request_types s where s.is_scheduled)'
    )
  if (department) query.where('tickets.handling_department_id', department)
  if (person) query.where('tickets.assignee_id', person)
  const rows = await whereVisible(query, viewer)
    .select('tickets.id', 'tickets.deadline_at')
    .orderBy([{ column: 'tickets.deadline_at' }, { column: 'tickets.id' }])
  return rows.map((row: any) => ({ id: row.id, at: row.deadline_at.getTime() }))
}
