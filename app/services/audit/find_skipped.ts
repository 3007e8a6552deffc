import db from '@adonisjs/lucid/services/db'
import { SEALED_COLUMNS, type SealedEvent } from '#services/audit/seal_of'

const MOST = 50

/** Events without a seal that stand between two that have one, in the order of sealing; 50 at most. */
export async function findSkipped(after: number | null, before: number): Promise<SealedEvent[]> {
  const place = '(select p.transaction, p.id from audit_events p where p.id = ?)'
  return db
    .from('audit_events as e')
    .leftJoin('audit_seals as s', 's.event_id', 'e.id')
    .whereNull('s.event_id')
    .whereRaw(`(e.transaction, e.id) < ${place}`, [before])
    .if(after, (query) => query.whereRaw(`(e.transaction, e.id) > ${place}`, [after!]))
    .orderByRaw('e.transaction, e.id')
    .limit(MOST)
    .select(...SEALED_COLUMNS)
}
