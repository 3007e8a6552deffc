import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'
import type { AuditQuestion } from '#services/audit/audit_question'
import { narrowAudit } from '#services/audit/narrow_audit'

export const AUDIT_SIZE = 50

/** An audit event as it stands in the database. */
export interface AuditRecord {
  id: number
  actor_id: number | null
  action: string
  subject_type: string
  subject_id: string | null
  subject_label: string
  changes: { field: string; before: unknown; after: unknown }[]
  address: string
  created_at: Date
}

/** The columns of an `AuditRecord`. */
export const AUDIT_COLUMNS = [
  'id',
  'actor_id',
  'action',
  'subject_type',
  'subject_id',
  'subject_label',
  'changes',
  'address',
  'created_at',
]

export interface AuditPlace {
  /** The event behind which this page begins. */
  before?: number
  /** The event before which this page ends. */
  after?: number
}

/**
 * A page of the audit, newest first, by position: as quick at the end as at the beginning. Two queries at most.
 * @returns the events, and from where older and newer ones go on
 * @throws Invalid 422 for a place that does not exist
 */
export async function listAudit(question: AuditQuestion, { before, after }: AuditPlace = {}) {
  const isBack = !before && after !== undefined
  const query = narrowAudit(db.from('audit_events'), question)
  const place = before ?? after
  if (place) {
    const { time, id } = await findPlace(place)
    query.whereRaw(`(created_at, id) ${isBack ? '>' : '<'} (?::timestamptz, ?)`, [time, id])
  }
  const direction = isBack ? 'asc' : 'desc'
  const found: AuditRecord[] = await query
    .orderBy([
      { column: 'created_at', order: direction },
      { column: 'id', order: direction },
    ])
    .limit(AUDIT_SIZE + 1)
    .select(...AUDIT_COLUMNS)
  const hasMore = found.length > AUDIT_SIZE
  const events = found.slice(0, AUDIT_SIZE)
  if (isBack) events.reverse()
  const hasOlder = isBack || hasMore
  const hasNewer = isBack ? hasMore : before !== undefined
  return {
    events,
    older: hasOlder ? events.at(-1)?.id : undefined,
    newer: hasNewer ? events.at(0)?.id : undefined,
  }
}

async function findPlace(id: number): Promise<{ time: string; id: number }> {
  const event = await db
    .from('audit_events')
    .where('id', id)
    .select('id', db.raw('created_at::text as time'))
    .first()
  if (!event) throw new Invalid('before', 'audit.unknown_place')
  return event
}
