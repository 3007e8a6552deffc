import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Finding } from '#services/audit/finding'
import { DESK_ROLE, KEPT } from '#services/rights/desk_role'

/** What keeps a row from being changed or removed, by table. */
export const GUARDS: Record<string, string[]> = {
  activities: ['activities_append_only', 'activities_no_truncate'],
  audit_events: ['audit_events_append_only', 'audit_events_no_truncate'],
  audit_seals: ['audit_seals_append_only', 'audit_seals_no_truncate'],
  activity_texts: ['activity_texts_stay', 'activity_texts_no_truncate'],
  ticket_snapshots: ['ticket_snapshots_stay', 'ticket_snapshots_no_truncate'],
}

/** Finds the tables whose guards are gone: triggers missing, switched off or made harmless, and rights given back. */
export async function inspectGuards(client: QueryClientContract): Promise<Finding[]> {
  const present = new Set(await presentTriggers(client))
  const open = Object.entries(GUARDS).filter(
    ([table, triggers]) => !triggers.every((trigger) => present.has(`${table}.${trigger}`))
  )
  const changeable = await changeableTables(client)
  return [
    ...open.map(([name]) => ({ kind: 'trigger' as const, name })),
    ...changeable.map((name) => ({ kind: 'grant' as const, name })),
  ]
}

/** BEFORE TRUNCATE of a statement, BEFORE UPDATE OR DELETE of each row: the bits of pg_trigger.h. */
const TYPE = `case when t.tgname like '%_no_truncate' then 34 else 27 end`

/** Those that stand in the way of every row, as `table.trigger`: on, of the right kind, without a condition or a list of columns. */
async function presentTriggers(client: QueryClientContract): Promise<string[]> {
  const { rows } = await client.rawQuery(`
    select c.relname || '.' || t.tgname as name
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
    join pg_proc p on p.oid = t.tgfoid
    where t.tgenabled in ('O', 'A') and t.tgtype = ${TYPE} and t.tgqual is null and t.tgattr = ''
      and p.prosrc like '%raise exception%'`)
  return rows.map((row: { name: string }) => row.name)
}

/** What the role as which the desk works could change: its own one, else the one that connects. */
async function changeableTables(client: QueryClientContract): Promise<string[]> {
  const { rows } = await client.rawQuery(
    `
    with desk as (
      select coalesce((
        select oid from pg_roles
        where rolname = :desk and has_table_privilege(oid, 'audit_events', 'insert')),
        (select oid from pg_roles where rolname = current_user)) as oid
    )
    select kept.name from unnest(:kept::text[]) as kept (name), desk
    where has_table_privilege(desk.oid, kept.name, 'update, delete, truncate')`,
    { desk: DESK_ROLE, kept: KEPT }
  )
  return rows.map((row: { name: string }) => row.name)
}
