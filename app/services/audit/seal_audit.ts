import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { keepHead, type AuditHead } from '#services/audit/audit_head'
import { SEALED_COLUMNS, sealOf, type SealedEvent } from '#services/audit/seal_of'
import clock from '#services/clock'

const AT_ONCE = 5_000

/**
 * Seals the audit events whose order is settled: those of transactions older than every one that still runs. One worker
 * seals at a time; nothing of it happens inside a request (reliability: rule 15). The newest seal is noted outside the
 * database too.
 * @returns how many were sealed, 5,000 at most
 */
export async function sealAudit(): Promise<number> {
  const { count, head } = await db.transaction(sealNext)
  if (head) await keepHead(head)
  return count
}

async function sealNext(
  trx: TransactionClientContract
): Promise<{ count: number; head?: AuditHead }> {
  const { rows: locks } = await trx.rawQuery(
    `select pg_try_advisory_xact_lock(hashtext('countersign.seal')) as mine`
  )
  if (!locks[0].mine) return { count: 0 }
  const seal = await trx.from('audit_seals').orderBy('position', 'desc').first()
  // Not always that of the newest seal: somebody may have taken it away, and sealing goes on.
  const last = await trx
    .from('audit_seals as s')
    .join('audit_events as e', 'e.id', 's.event_id')
    .orderBy('s.position', 'desc')
    .select('e.id', trx.raw('e.transaction::text as transaction'))
    .first()
  const events: SealedEvent[] = await trx
    .from('audit_events as e')
    .whereRaw('e.transaction < pg_snapshot_xmin(pg_current_snapshot())')
    .if(last, (query) =>
      query.whereRaw('(e.transaction, e.id) > (?::xid8, ?)', [last.transaction, last.id])
    )
    // A restore forgets in which transactions the sealed ones were written.
    .whereNotExists((seals) => seals.from('audit_seals as s').whereRaw('s.event_id = e.id'))
    .orderByRaw('e.transaction, e.id')
    .limit(AT_ONCE)
    .select(...SEALED_COLUMNS)
  if (events.length === 0) return { count: 0 }
  const before: number = seal?.position ?? 0
  const hashes = chain(events, seal?.hash ?? null)
  const sealedAt = clock.now()
  await trx.rawQuery(
    `insert into audit_seals (position, event_id, hash, sealed_at) overriding system value
     select ?::bigint + n, event_id, decode(hash, 'hex'), ?::timestamptz
     from unnest(?::bigint[], ?::text[]) with ordinality as sealed (event_id, hash, n)`,
    [before, sealedAt.toJSDate(), events.map(({ id }) => id), hashes]
  )
  const position = before + events.length
  await keepNumbering(trx, position)
  return { count: events.length, head: { position, hash: hashes.at(-1)!, at: sealedAt.toISO()! } }
}

function chain(events: SealedEvent[], first: Buffer | null): string[] {
  let before = first
  return events.map((event) => {
    before = sealOf(event, before)
    return before.toString('hex')
  })
}

/** Positions have no gaps, so that a missing one says something; the version before takes its numbers from the sequence. */
async function keepNumbering(trx: TransactionClientContract, position: number) {
  await trx.rawQuery(`select setval(pg_get_serial_sequence('audit_seals', 'position'), ?)`, [
    position,
  ])
}
