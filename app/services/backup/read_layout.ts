import type pg from 'pg'
import type { Head, Sequence } from '#services/backup/format'

/**
 * Tables whose rows no backup holds. What lets somebody in (sessions, links, codes) ends with a restore; limits, lookers
 * and the list of backups belong to the place, and the migrations stand in the head.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'adonis_schema',
  'adonis_schema_versions',
  'sessions',
  'single_use_tokens',
  'decision_tokens',
  'telegram_link_codes',
  'rate_limits',
  'live_lookers',
  'backups',
  // Their parts lie outside of what is backed up.
  'resumable_uploads',
])

/** Columns that make sense in one cluster only: transaction numbers begin anew in another. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set(['audit_events.transaction'])

/** The tables with the columns that are copied; what the database generates by itself is not. */
export async function readTables(client: pg.Client): Promise<Head['tables']> {
  const { rows } = await client.query(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`)
  return rows
    .filter(({ name }) => !LEFT_OUT.has(name))
    .map(({ name, columns }) => ({
      name,
      columns: columns.filter((column: string) => !OF_THE_CLUSTER.has(`${name}.${column}`)),
    }))
}

/** The counters behind identity columns. They know no snapshot: read after it was taken they are never behind its rows. */
export async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query(`
    select c.relname as table, a.attname as column, s.last_value::text as last
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_sequences s on s.schemaname = 'public'
      and quote_ident(s.schemaname) || '.' || quote_ident(s.sequencename)
        = pg_get_serial_sequence(c.oid::regclass::text, a.attname)
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by 1, 2`)
  return rows.filter(({ table }) => !LEFT_OUT.has(table))
}
