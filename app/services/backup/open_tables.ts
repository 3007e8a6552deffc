import pg from 'pg'

const STATES: Record<string, string> = { O: 'enable', A: 'enable always', R: 'enable replica' }

interface Part {
  table: string
  name: string
  definition: string
}

/**
 * Lets a transaction fill the tables in any order, and fast: their triggers sleep, the references between them and the
 * indexes for searching are gone, until what is returned is called. Adding the references again proves that all of them
 * hold. Needs no more than owning the tables.
 */
export async function openTables(client: pg.Client): Promise<() => Promise<void>> {
  const triggers = await list(
    client,
    `select tgrelid::regclass::text as table, tgname as name, tgenabled as definition from pg_trigger
     where not tgisinternal and tgparentid = 0 and tgenabled <> 'D'
       and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`
  )
  const references = await list(
    client,
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`
  )
  const indexes = await list(
    client,
    `select indrelid::regclass::text as table, indexrelid::regclass::text as name,
       pg_get_indexdef(indexrelid) as definition
     from pg_index join pg_class c on c.oid = indexrelid
     where not indisunique and c.relnamespace = 'public'::regnamespace and not c.relispartition`
  )
  const alter = async (parts: Part[], change: (part: Part) => string) => {
    for (const part of parts) await client.query(`alter table ${part.table} ${change(part)}`)
  }
  const id = pg.escapeIdentifier
  await alter(triggers, ({ name }) => `disable trigger ${id(name)}`)
  await alter(references, ({ name }) => `drop constraint ${id(name)}`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  return async () => {
    for (const { definition } of indexes) await client.query(definition)
    await alter(references, ({ name, definition }) => `add constraint ${id(name)} ${definition}`)
    await alter(triggers, ({ name, definition }) => `${STATES[definition]} trigger ${id(name)}`)
  }
}

async function list(client: pg.Client, sql: string): Promise<Part[]> {
  const { rows } = await client.query(sql)
  return rows
}
