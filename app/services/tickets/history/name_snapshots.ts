import db from '@adonisjs/lucid/services/db'
import { namesOf } from '#services/accounts/names_of'
import { loadNamesThen, type NamedKind } from '#services/tickets/history/load_names_then'
import type { Snapshot, SnapshotData } from '#services/tickets/history/load_snapshots'

/** What the ids in a snapshot were called when it was made, and are called now. */
export interface SnapshotNames {
  /** Null where no such row is left. */
  of(kind: NamedKind, id: number, at: Snapshot['at']): { then: string; now: string } | null
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
  const ids: Record<NamedKind, number[]> = {
    product: data.flatMap((one) => [one.product_id, ...one.items.map((item) => item.product_id)]),
    request_type: data.map((one) => one.request_type_id),
    department: data.flatMap((one) => [one.requesting_department_id, one.handling_department_id]),
  } as Record<NamedKind, number[]>
  const oldest = Math.min(...snapshots.map(({ at }) => at.toMillis()))
  const [rows, names, files] = await Promise.all([
    loadNamesThen(ids, oldest),
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
