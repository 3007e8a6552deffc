import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import clock from '#services/clock'

export interface WorkloadRow {
  person: User
  count: number
  late: number
}

/**
 * Work that is assigned and not finished, by person, for everybody active in the departments that handle creative work
 * and that the viewer manages (admins: all of them); people without any work stand there too.
 */
export async function countWorkload(viewer: User): Promise<WorkloadRow[]> {
  const departments = db.from('departments').where('is_creative', true).select('id')
  if (!viewer.isAdmin) departments.whereIn('id', viewer.manages)
  const people = await User.query()
    .whereIn('department_id', departments)
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
  if (people.length === 0) return []
  const work = await openWork(people.map(({ id }) => id))
  return people
    .map((person) => ({ person, ...(work.get(person.id) ?? { count: 0, late: 0 }) }))
    .sort((a, b) => b.count - a.count || a.person.fullName.localeCompare(b.person.fullName))
}

async function openWork(ids: number[]) {
  const rows = await db
    .from('tickets')
    .whereNull('deleted_at')
    .whereIn('assignee_id', ids)
    .whereNotNull('assigned_at')
    .where('is_finished', false)
    .select('assignee_id')
    .select(db.raw('count(*) as count'))
    .select(db.raw('count(*) filter (where deadline_at < ?) as late', [clock.now().toJSDate()]))
    .groupBy('assignee_id')
  return new Map(rows.map(({ assignee_id: id, count, late }) => [id as number, { count, late }]))
}
