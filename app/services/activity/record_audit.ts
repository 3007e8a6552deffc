import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { FieldChange } from '#models/activity'
import type { Actor } from '#services/actor'
import clock from '#services/clock'

export interface AuditEntry {
  actor?: Actor
  action: string
  subjectType: string
  subjectId?: number | string
  subjectLabel?: string
  changes?: FieldChange[]
}

/** Writes one audit row (accounts, roles, settings, master data, sign-ins) in the caller's transaction. */
export async function recordAudit(client: QueryClientContract, entry: AuditEntry): Promise<void> {
  await client.table('audit_events').insert({
    actor_id: entry.actor?.by?.id ?? null,
    action: entry.action,
    subject_type: entry.subjectType,
    subject_id: entry.subjectId === undefined ? null : String(entry.subjectId),
    subject_label: entry.subjectLabel ?? '',
    changes: JSON.stringify(entry.changes ?? []),
    address: entry.actor?.address ?? '',
    created_at: clock.now().toJSDate(),
  })
}
