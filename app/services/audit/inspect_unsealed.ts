import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Finding } from '#services/audit/finding'
import clock from '#services/clock'

/** A worker seals within a second; whatever waits longer than this says that none runs, or that something is wrong. */
const MOST_MINUTES = 10

/**
 * Looks at the events that have no seal: fresh ones are as they should be.
 * @param explained events that another finding names already
 */
export async function inspectUnsealed(client: QueryClientContract, explained: number[]) {
  const { rows } = await client.rawQuery(
    `
    with last as (
      select e.transaction, e.id from audit_seals s join audit_events e on e.id = s.event_id
      order by s.position desc limit 1
    ), waiting as (
      select e.id, e.created_at,
        e.transaction >= pg_snapshot_xmax(pg_current_snapshot()) as is_foreign,
        coalesce((e.transaction, e.id) < (select last.transaction, last.id from last), false) as is_before,
        e.created_at < :limit as is_old
      from audit_events e
      where not exists (select 1 from audit_seals s where s.event_id = e.id)
    )
    select
      case when is_foreign then 'foreign' when is_before then 'inserted' when is_old then 'unsealed' end as kind,
      count(*) as count,
      count(*) filter (where not id = any(:explained::bigint[])) as news,
      min(id) filter (where not id = any(:explained::bigint[])) as event,
      min(created_at) as since
    from waiting group by 1 order by 1`,
    { limit: clock.now().minus({ minutes: MOST_MINUTES }).toJSDate(), explained }
  )
  const findings: Finding[] = rows
    .filter((row: { kind: string | null; news: number }) => row.kind && row.news > 0)
    .map((row: any) => ({ kind: row.kind, event: row.event, count: row.news }))
  const unsealed = rows.reduce((sum: number, row: { count: number }) => sum + row.count, 0)
  return { unsealed, findings }
}
