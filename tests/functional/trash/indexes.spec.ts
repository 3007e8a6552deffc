import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'

test('whatever goes with a ticket is found by an index, never by reading a whole table', async ({
  assert,
}) => {
  const { rows } = await db.rawQuery(
    `with recursive gone as (
       select 'tickets'::regclass::oid as id
       union select c.conrelid from pg_constraint c join gone on c.confrelid = gone.id
         where c.contype = 'f' and c.confdeltype = 'c')
     select c.conrelid::regclass || '.' || a.attname as key,
       exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]) as is_found
     from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid in (select id from gone)`
  )
  const keys = (isFound: boolean) =>
    rows.filter((row: any) => row.is_found === isFound).map(({ key }: any) => key)
  assert.includeMembers(keys(true), ['pins.resolved_on', 'deliverables.current_id'])
  assert.deepEqual(keys(false), [])
})
