import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Finding } from '#services/audit/finding'

/** What keeps a row from being changed or removed, by table. */
export const GUARDS: Record<string, string[]> = {
  activities: ['activities_append_only', 'activities_no_truncate'],
  audit_events: ['audit_events_append_only', 'audit_events_no_truncate'],
  audit_seals: ['audit_seals_append_only', 'audit_seals_no_truncate'],
  activity_texts: ['activity_texts_stay'],
  ticket_snapshots: ['ticket_snapshots_stay'],
}

/** Finds the triggers of append-only tables that are missing, switched off or made harmless. */
export async function inspectGuards(client: QueryClientContract): Promise<Finding[]> {
  const { rows } = await client.rawQuery(`
    select t.tgname as name
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
    join pg_proc p on p.oid = t.tgfoid
    where t.tgenabled in ('O', 'A') and p.prosrc like '%raise exception%'`)
  const present = new Set(rows.map((row: { name: string }) => row.name))
  return Object.entries(GUARDS).flatMap(([table, triggers]) =>
    triggers.every((trigger) => present.has(trigger))
      ? []
      : [{ kind: 'trigger' as const, name: table }]
  )
}
