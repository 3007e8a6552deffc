import db from '@adonisjs/lucid/services/db'
import { changesOf } from '#services/audit/changes_of'
import type { AuditRecord } from '#services/audit/list_audit'

/** Names of what there is, by kind and id (`department:3`). */
export type Names = Map<string, string>

/** Fields whose values are ids, and of what. */
const ID_FIELDS: Record<string, string> = {
  departmentId: 'department',
  handlingDepartmentId: 'department',
  requestingDepartmentId: 'department',
  managerId: 'user',
  assigneeId: 'user',
  parentId: 'request_type',
  requestTypeId: 'request_type',
  productId: 'product',
}

/** Where a name stands, by kind; what is not here any more has none. */
const TABLES: Record<string, string> = {
  user: `select 'user:' || id as key, first_name || ' ' || last_name as name from users where id = any(?)`,
  department: `select 'department:' || id, name from departments where id = any(?)`,
  product: `select 'product:' || id, name from products where id = any(?)`,
  request_type: `select 'request_type:' || id, name from request_types where id = any(?)`,
  request_template: `select 'request_template:' || id, name from request_templates where id = any(?)`,
  deadline_rule: `select 'deadline_rule:' || id, '' from deadline_rules where id = any(?)`,
  preflight_rule: `select 'preflight_rule:' || id, name from preflight_rules where id = any(?)`,
  ticket: `select 'ticket:' || id, '' from tickets where id = any(?) and deleted_at is null`,
  delivery: `select 'delivery:' || id, '' from deliveries where id = any(?)`,
}

/** What the ids in audit events stand for, in one query. */
export async function lookUpNames(events: AuditRecord[]): Promise<Names> {
  const wanted = new Map(Object.keys(TABLES).map((kind) => [kind, new Set<number>()]))
  const want = (kind: string | undefined, id: unknown) => {
    const number = /^\d{1,9}$/.test(String(id)) ? Number(id) : 0
    if (kind && number > 0) wanted.get(kind)?.add(number)
  }
  for (const event of events) {
    want('user', event.actor_id)
    want(event.subject_type, event.subject_id)
    for (const { field, before, after } of changesOf(event.changes)) {
      for (const value of [before, after]) want(kindOfField(field), value)
    }
  }
  const parts = [...wanted].filter(([, ids]) => ids.size > 0)
  if (parts.length === 0) return new Map()
  const { rows } = await db.rawQuery(
    parts.map(([kind]) => TABLES[kind]).join(' union all '),
    parts.map(([, ids]) => [...ids])
  )
  return new Map(rows.map((row: { key: string; name: string }) => [row.key, row.name.trim()]))
}

/** Of what a field's values are ids. */
export function kindOfField(field: string): string | undefined {
  return Object.hasOwn(ID_FIELDS, field) ? ID_FIELDS[field] : undefined
}
