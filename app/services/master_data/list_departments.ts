import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import RequestType from '#models/request_type'

/** All departments with manager, members and open tickets, in three queries. */
export async function listDepartments() {
  const departments = await Department.query().preload('manager').orderBy('name')
  const members = await db
    .from('users')
    .whereNull('deactivated_at')
    .whereNotNull('approved_at')
    .groupBy('department_id')
    .select('department_id')
    .count('* as count')
    .count(db.raw(`case when role = 'manager' then 1 end`) as never, 'managers')
  return {
    departments: departments.map((department) => {
      const row = members.find(({ department_id: id }) => id === department.id)
      return {
        department,
        members: Number(row?.count ?? 0),
        hasManager: Boolean(department.manager?.isActive) || Number(row?.managers ?? 0) > 0,
      }
    }),
  }
}

/**
 * What the form of a department needs: the row (null for a new one), people who may manage it, zones,
 * the request types it handles.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function departmentChoices(id: number | null) {
  const row = id ? await Department.findOrFail(id) : null
  const people = await db
    .from('users')
    .whereIn('role', ['manager', 'admin'])
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .orderBy(['first_name', 'last_name'])
    .select('id', 'first_name', 'last_name', 'username')
  const managers = people.map((person) => ({
    value: person.id,
    label: `${person.first_name} ${person.last_name} (${person.username})`,
  }))
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))
  return { row, managers, zones, ...(await handledBy(id)) }
}

/** The types that a department handles. */
async function handledBy(id: number | null) {
  if (!id) return { handled: [] }
  const types = await RequestType.query()
    .where({ handlingDepartmentId: id, isActive: true })
    .orderBy(['position', 'name'])
  return { handled: types.map(({ name }) => name) }
}
