import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { DOES_WORK } from '#services/queue/queues_of'
import { CALENDAR_KINDS } from '#validators/workload'

/** What a calendar can be narrowed to: the departments that do work for others, and their people; in one query. */
export async function offerCalendar(i18n: I18n) {
  const { rows } = await db.rawQuery(
    `with doing as materialized (select d.id, d.name::text from departments d where ${DOES_WORK})
     select 'department' as kind, id as value, name as label from doing
     union all select 'person', u.id, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username::text)
       from users u join doing on doing.id = u.department_id
       where u.approved_at is not null and u.deactivated_at is null
     order by label`
  )
  const of = (kind: string) => rows.filter((row: { kind: string }) => row.kind === kind)
  return {
    kinds: CALENDAR_KINDS.map((value) => ({ value, label: i18n.t(`workload.kind.${value}`) })),
    departments: of('department'),
    people: of('person'),
  }
}
