import db from '@adonisjs/lucid/services/db'
import { namesOf } from '#services/accounts/names_of'
import type { Snapshot, SnapshotData } from '#services/tickets/history/load_snapshots'

type Kind = 'product' | 'request_type' | 'department'

/** What the ids in a snapshot were called when it was made, and are called now. */
export interface SnapshotNames {
  /** Null where no such row is left. */
  of(kind: Kind, id: number, at: Snapshot['at']): { then: string; now: string } | null
  person(id: number): string | null
  /** Whether a file of the brief can still be opened. */
  hasFile(id: number): boolean
}

/** Resolves every id of some snapshots in three queries, however many there are. */
export async function nameSnapshots(
  ticketId: number,
  snapshots: Snapshot[],
  people: (number | null)[]
): Promise<SnapshotNames> {
  const data = snapshots.map((snapshot) => snapshot.data)
  const ids: Record<Kind, number[]> = {
    product: data.flatMap((one) => [one.product_id, ...one.items.map((item) => item.product_id)]),
    request_type: data.map((one) => one.request_type_id),
    department: data.flatMap((one) => [one.requesting_department_id, one.handling_department_id]),
  } as Record<Kind, number[]>
  const [rows, names, files] = await Promise.all([
    loadNames(ids, snapshots),
    namesOf(db.connection(), [...people, ...data.flatMap(peopleIn)]),
    db
      .from('attachments')
      .where({ ticket_id: ticketId, kind: 'brief' })
      .whereNull('removed_at')
      .select('id'),
  ])
  const kept = new Set(files.map((file) => file.id))
  return {
    of(kind, id, at) {
      const now = rows.find((row) => row.kind === kind && row.id === id)
      if (!now) return null
      const renamed = now.renames.find((rename) => new Date(rename.at) > at.toJSDate())
      return { then: renamed?.name ?? now.name, now: now.name }
    },
    person: (id) => names.get(id) ?? null,
    hasFile: (id) => kept.has(id),
  }
}

function peopleIn({ assignee_id: assignee, collaborators }: SnapshotData): (number | null)[] {
  return [assignee, ...collaborators]
}

interface NameRow {
  kind: Kind
  id: number
  name: string
  /** Earlier names, each with the moment at which it went, oldest first. */
  renames: { at: string; name: string }[]
}

async function loadNames(ids: Record<Kind, number[]>, snapshots: Snapshot[]): Promise<NameRow[]> {
  const oldest = Math.min(...snapshots.map(({ at }) => at.toMillis()))
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

function present(ids: Record<Kind, number[]>): Record<string, number[]> {
  const entries = Object.entries(ids).map(([kind, list]) => [
    kind,
    [...new Set(list.filter((id) => typeof id === 'number'))],
  ])
  return Object.fromEntries(entries)
}
