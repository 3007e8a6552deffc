import db from '@adonisjs/lucid/services/db'
import { SEALED_COLUMNS, sealOf, type SealedEvent } from '#services/audit/seal_of'
import clock from '#services/clock'

const AT_ONCE = 1_000

/**
 * Seals the audit events whose order is settled: those of transactions older than every one that still runs. One worker
 * seals at a time; nothing of it happens inside a request (reliability: rule 15).
 * @returns how many were sealed, 1,000 at most
 */
export async function sealAudit(): Promise<number> {
  return db.transaction(async (trx) => {
    const { rows: locks } = await trx.rawQuery(
      `select pg_try_advisory_xact_lock(hashtext('countersign.seal')) as mine`
    )
    if (!locks[0].mine) return 0
    const last = await trx
      .from('audit_seals as s')
      .join('audit_events as e', 'e.id', 's.event_id')
      .orderBy('s.position', 'desc')
      .select('s.hash', 'e.id')
      .select(trx.raw('e.transaction::text as transaction'))
      .first()
    const events: SealedEvent[] = await trx
      .from('audit_events as e')
      .whereRaw('e.transaction < pg_snapshot_xmin(pg_current_snapshot())')
      .if(last, (query) =>
        query.whereRaw('(e.transaction, e.id) > (?::xid8, ?)', [last.transaction, last.id])
      )
      .orderByRaw('e.transaction, e.id')
      .limit(AT_ONCE)
      .select(...SEALED_COLUMNS)
    if (events.length === 0) return 0
    let hash: Buffer | null = last?.hash ?? null
    const sealedAt = clock.now().toJSDate()
    const seals = events.map((event) => {
      hash = sealOf(event, hash)
      return { event_id: event.id, hash, sealed_at: sealedAt }
    })
    await trx.table('audit_seals').multiInsert(seals)
    return events.length
  })
}
