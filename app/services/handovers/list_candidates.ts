import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'

/** One line of a select. */
export interface Option {
  value: number
  label: string
}

/** Active members of departments but one, by department and name, each with the number of his open tickets. One query. */
export async function listCandidates(
  departmentIds: number[],
  exceptId: number
): Promise<Map<number, Option[]>> {
  const { rows } = await db.rawQuery(
    `select u.id as value, u.department_id,
       coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as name,
       (select count(*)::int from tickets t where t.assignee_id = u.id and t.assigned_at is not null
         and t.deleted_at is null and not t.is_finished) as open
     from users u
     where u.department_id = any(:departmentIds) and u.id <> :exceptId
       and u.approved_at is not null and u.deactivated_at is null
     order by lower(u.first_name), lower(u.last_name), u.id`,
    { departmentIds, exceptId } as Record<string, any>
  )
  const i18n = i18nManager.locale('en')
  const options = rows.map((row: any) => ({
    departmentId: row.department_id as number,
    value: row.value as number,
    label: i18n.t('handover.candidate', { name: row.name, count: row.open }),
  }))
  return Map.groupBy<number, Option & { departmentId: number }>(
    options,
    ({ departmentId }) => departmentId
  )
}

/** Who may be named as manager, but one. */
export async function listManagers(exceptId: number): Promise<Option[]> {
  return db
    .from('users')
    .whereIn('role', ['manager', 'admin'])
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .whereNot('id', exceptId)
    .orderBy(['first_name', 'last_name'])
    .select('id as value')
    .select(db.raw(`coalesce(nullif(trim(first_name || ' ' || last_name), ''), username) as label`))
}
