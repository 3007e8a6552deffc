import db from '@adonisjs/lucid/services/db'
import { changesOf } from '#services/audit/changes_of'
import type { AuditRecord } from '#services/audit/list_audit'
import { VERIFIED } from '#services/audit/record_verdict'

const MOST_WAITING = 1_000

/** How the chain of the audit stands, in two quick queries. */
export async function chainStanding() {
  const { rows } = await db.rawQuery(
    `
    with last as (
      select s.position, e.transaction, e.id
      from audit_seals s join audit_events e on e.id = s.event_id order by s.position desc limit 1
    )
    select coalesce((select max(position) from audit_seals), 0) as sealed,
      (select count(*) from (
        select 1 from audit_events e
        where (e.transaction, e.id) > (
          coalesce((select last.transaction from last), '0'::xid8), coalesce((select last.id from last), 0))
        limit :limit) waiting) as waiting`,
    { limit: MOST_WAITING + 1 }
  )
  const last: (AuditRecord & { first_name: string | null; last_name: string | null }) | null =
    await db
      .from('audit_events as e')
      .leftJoin('users as u', 'u.id', 'e.actor_id')
      .where('e.action', VERIFIED)
      .orderBy('e.created_at', 'desc')
      .orderBy('e.id', 'desc')
      .select('e.changes', 'e.created_at', 'e.subject_label', 'u.first_name', 'u.last_name')
      .first()
  const findings = last && changesOf(last.changes).find(({ field }) => field === 'findings')?.after
  return {
    sealed: rows[0].sealed as number,
    waiting: Math.min(rows[0].waiting, MOST_WAITING),
    hasMoreWaiting: rows[0].waiting > MOST_WAITING,
    verified: last && {
      at: last.created_at,
      by: [last.first_name, last.last_name].filter(Boolean).join(' ') || last.subject_label,
      findings: Number(findings ?? 0),
    },
  }
}
