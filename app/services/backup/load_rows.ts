import pg from 'pg'
import { BackupTrouble } from '#services/backup/backup_trouble'
import type { Head } from '#services/backup/format'
import { openTables } from '#services/backup/open_tables'
import { LEFT_OUT, readTables } from '#services/backup/read_layout'
import { TableLoader } from '#services/backup/table_loader'
import { lendRights } from '#services/rights/limit_rights'

/** Older than every transaction of a cluster that runs. */
const LONG_AGO = '3'

/**
 * Empties the tables and gets ready to fill them, in the transaction that the client has open.
 * @returns what takes the rows, and what closes the tables again once all are there
 * @throws BackupTrouble when the tables are not those of the backup
 */
export async function openLoad(client: pg.Client, head: Head) {
  await refuseOtherTables(client, head)
  await lendRights((sql) => client.query(sql))
  const closeTables = await openTables(client)
  const all = [...head.tables.map(({ name }) => name), ...LEFT_OUT]
  const { rows } = await client.query(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname = any($1)
       and relname not like 'adonis_schema%'`,
    [all]
  )
  await client.query(`truncate ${rows.map(({ name }) => pg.escapeIdentifier(name)).join(', ')}`)
  await client.query(
    `alter table audit_events alter column transaction set default '${LONG_AGO}'::xid8`
  )
  const loader = new TableLoader(client, head.tables)
  return {
    take: (table: string, chunk: Buffer) => loader.take(table, chunk),
    close: async () => {
      await loader.end()
      await settleAudit(client)
      for (const sequence of head.sequences) await continueAfter(client, sequence)
      await closeTables()
    },
  }
}

async function refuseOtherTables(client: pg.Client, head: Head) {
  const tables = await readTables(client)
  const present = new Map(tables.map((table) => [table.name, table.columns]))
  for (const { name, columns } of head.tables) {
    const has = present.get(name)
    if (!has || !columns.every((column) => has.includes(column))) {
      throw new BackupTrouble('other_tables', { name })
    }
  }
}

/**
 * Numbers of transactions begin anew in another cluster. What was sealed there counts as long ago; what waits for its seal
 * gets the number of this transaction, so that the next seals take it.
 */
async function settleAudit(client: pg.Client) {
  await client.query(
    'alter table audit_events alter column transaction set default pg_current_xact_id()'
  )
  await client.query(
    `update audit_events e set transaction = pg_current_xact_id()
     where not exists (select 1 from audit_seals s where s.event_id = e.id)`
  )
}

async function continueAfter(
  client: pg.Client,
  { table, column, last }: Head['sequences'][number]
) {
  const [name, id] = [pg.escapeIdentifier(table), pg.escapeIdentifier(column)]
  const { rows } = await client.query(
    `select pg_get_serial_sequence($1, $2) as sequence,
       greatest((select max(${id}) from ${name})::bigint, $3::bigint)::text as value`,
    [name, column, last]
  )
  const [{ sequence, value }] = rows
  if (sequence && value) await client.query('select setval($1, $2::bigint)', [sequence, value])
}
