import db from '@adonisjs/lucid/services/db'
import { SEALED_COLUMNS, sealOf, type SealedEvent } from '#services/audit/seal_of'

const AT_ONCE = 5_000

export interface AuditVerdict {
  /** Events whose seal was computed again and holds. */
  held: number
  /** The first event that is not what was sealed (changed or gone), or null. */
  brokenEventId: number | null
}

/** Computes the chain of the audit anew, in pieces, and compares it with the seals. */
export async function verifyAudit(): Promise<AuditVerdict> {
  let before: Buffer | null = null
  let position = 0
  let held = 0
  for (;;) {
    const rows: (SealedEvent & { position: number; event_id: number; hash: Buffer })[] = await db
      .from('audit_seals as s')
      .leftJoin('audit_events as e', 'e.id', 's.event_id')
      .where('s.position', '>', position)
      .orderBy('s.position')
      .limit(AT_ONCE)
      .select('s.position', 's.event_id', 's.hash', ...SEALED_COLUMNS)
    if (rows.length === 0) return { held, brokenEventId: null }
    for (const row of rows) {
      if (row.id === null || !sealOf(row, before).equals(row.hash)) {
        return { held, brokenEventId: row.event_id }
      }
      before = row.hash
      held += 1
    }
    position = rows[rows.length - 1].position
  }
}
