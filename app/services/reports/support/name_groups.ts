import db from '@adonisjs/lucid/services/db'
import type { SupportFigures } from '#services/reports/support/gather_support'

/** The names of departments, agents and types, as `type 7`, in one query. */
export async function nameGroups(all: SupportFigures[]): Promise<Map<string, string>> {
  const ids = (group: string) =>
    all.flatMap((one) => (one.group === group && one.id !== null ? [one.id] : []))
  const person = `coalesce(nullif(trim(first_name || ' ' || last_name), ''), username::text)`
  const { rows } = await db.rawQuery(
    `select 'department ' || id as key, name::text from departments where id = any(:departments)
     union all select 'agent ' || id, ${person} from users where id = any(:agents)
     union all select 'type ' || t.id, coalesce(p.name || ': ', '') || t.name
       from request_types t left join request_types p on p.id = t.parent_id where t.id = any(:types)`,
    { departments: ids('department'), agents: ids('agent'), types: ids('type') } as never
  )
  return new Map(rows.map((row: { key: string; name: string }) => [row.key, row.name]))
}
