import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { DOES_WORK } from '#services/queue/queues_of'
import { LATE, lateBindings } from '#services/tickets/where_late'
import { workflows } from '#workflows/index'

export interface WorkloadRow {
  person: User
  count: number
  late: number
}

/** The statuses in which somebody has the work; what waits for approval is nobody's yet. */
const WORKED_ON = [
  ...new Set(
    workflows.flatMap(({ statuses }) =>
      Object.keys(statuses).filter((key) => !statuses[key].isFinished && !statuses[key].step)
    )
  ),
]

/** The list behind a person's figure. */
export function workloadHref(personId: number): string {
  const statuses = WORKED_ON.map((status) => `status=${status}`).join('&')
  return `/tickets?tab=open&${statuses}&assignee=${personId}`
}

/**
 * Work that is assigned and not finished, by person, for everybody active in the departments that do work for others and
 * that the viewer manages (admins: all of them); people without any work stand there too.
 */
export async function countWorkload(viewer: User): Promise<WorkloadRow[]> {
  const departments = db.from('departments as d').whereRaw(DOES_WORK).select('d.id')
  if (!viewer.isAdmin) departments.whereIn('d.id', viewer.manages)
  const people = await User.query()
    .select('id', 'first_name', 'last_name', 'username')
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
    .select(db.raw(`count(*) filter (where ${LATE}) as late`, lateBindings()))
    .groupBy('assignee_id')
  return new Map(rows.map(({ assignee_id: id, count, late }) => [id as number, { count, late }]))
}
