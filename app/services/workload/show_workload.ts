import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import Department from '#models/department'
import { DOES_WORK } from '#services/queue/queues_of'
import { sumWork, type Work } from '#services/workload/sum_work'
import { workloadTable } from '#services/workload/workload_table'

/**
 * The open work of the departments whose work is this person's to share out (admins: all), person by person, those
 * without any among them, and what nobody has; for everybody else his own. The number of queries does not grow.
 */
export async function showWorkload(viewer: User, zone: string, i18n: I18n) {
  const departments = await departmentsOf(viewer)
  const isShared = departments.length > 0
  const work = isShared
    ? await sumWork(viewer, zone, { departments: departments.map(({ id }) => id) })
    : await sumWork(viewer, zone, { departments: null, personId: viewer.id })
  const people = isShared ? await peopleOf(departments, work) : [viewer]
  const shown = isShared ? departments : await Department.query().whereIn('id', idsOf(work))
  const tables = shown.map((department) =>
    workloadTable(department, { work, people, isShared, zone, i18n })
  )
  return { tables, isShared }
}

/** Departments that do work for others and that the viewer manages; admins: all of them. */
async function departmentsOf(viewer: User): Promise<Department[]> {
  if (!viewer.managesAnything) return []
  const ids = db.from('departments as d').whereRaw(DOES_WORK).select('d.id')
  if (!viewer.isAdmin) ids.whereIn('d.id', viewer.manages)
  return Department.query().whereIn('id', ids).orderBy('name')
}

/** What names a person; who looks for hundreds at once reads no more of them than he shows. */
const NAMED = ['id', 'first_name', 'last_name', 'username']

const idsOf = (work: Work[]) => [...new Set(work.map(({ departmentId }) => departmentId))]

/** Everybody active in these departments, and whoever has work there although he is not. */
async function peopleOf(departments: Department[], work: Work[]): Promise<User[]> {
  const holders = work.flatMap(({ personId }) => (personId === null ? [] : [personId]))
  return User.query()
    .select(...NAMED, 'department_id', 'approved_at', 'deactivated_at')
    .whereIn('id', holders)
    .orWhere((any) =>
      any
        .whereIn(
          'department_id',
          departments.map(({ id }) => id)
        )
        .whereNotNull('approved_at')
        .whereNull('deactivated_at')
    )
}
