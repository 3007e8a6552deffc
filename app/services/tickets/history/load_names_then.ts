import db from '@adonisjs/lucid/services/db'

/** Master data that a snapshot keeps by its id. */
export type NamedKind = 'product' | 'request_type' | 'department'

export interface NameRow {
  kind: NamedKind
  id: number
  name: string
  /** Earlier names, each with the moment at which it went, oldest first. */
  renames: { at: string; name: string }[]
}

/** What these rows of master data are called now, and were called since a moment (in milliseconds), in one query. */
export async function loadNamesThen(
  ids: Record<NamedKind, number[]>,
  oldest: number
): Promise<NameRow[]> {
  const { rows } = await db.rawQuery(
    `with named as (
       select 'product' as kind, id, name::text from products where id = any(:product)
       union all select 'request_type', id, name::text from request_types where id = any(:request_type)
       union all select 'department', id, name::text from departments where id = any(:department)),
     renames as (
       select e.subject_type as kind, e.subject_id as id, e.created_at as at, c ->> 'before' as name, e.id as nth
       from audit_events e, jsonb_array_elements(e.changes) c
       where e.created_at > :oldest and e.subject_type in ('product', 'request_type', 'department')
         and c ->> 'field' = 'name' and c ->> 'before' is not null)
     select n.kind, n.id, n.name,
       coalesce(jsonb_agg(jsonb_build_object('at', r.at, 'name', r.name) order by r.nth)
         filter (where r.name is not null), '[]') as renames
     from named n left join renames r on r.kind = n.kind and r.id = n.id::text
     group by n.kind, n.id, n.name`,
    { ...present(ids), oldest: new Date(oldest) } as never
  )
  return rows
}

function present(ids: Record<NamedKind, number[]>): Record<string, number[]> {
  const entries = Object.entries(ids).map(([kind, list]) => [
    kind,
    [...new Set(list.filter((id) => typeof id === 'number'))],
  ])
  return Object.fromEntries(entries)
}
