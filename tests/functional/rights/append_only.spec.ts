import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DESK_ROLE, KEPT, KEPT_UNTIL_PURGE, mayBecome } from '#services/rights/desk_role'
import { limitRights, lendRights } from '#services/rights/limit_rights'
import { withLentRights } from '#services/rights/with_lent_rights'
import { makeCast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

/** What PostgreSQL says of a statement; the transaction goes on. */
async function answerTo(sql: string): Promise<string> {
  try {
    await db.transaction(async (trx) => trx.rawQuery(sql))
    return 'done'
  } catch (error: any) {
    return `${error.code} ${error.message.replace(/^.* - /, '')}`
  }
}

test.group('What only grows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const ticket = await ticketAt('in_progress', await makeCast())
    await db.table('activity_texts').insert({ activity_id: 0, ticket_id: ticket.id })
    await db.table('audit_events').insert({ action: 'tried', subject_type: 'test' })
    const { id } = await db.from('audit_events').select('id').firstOrFail()
    await db
      .table('audit_seals')
      .insert({ event_id: id, hash: Buffer.alloc(32), sealed_at: new Date() })
  })

  test('the desk works with a role of its own, here too', async ({ assert }) => {
    const { rows } = await db.rawQuery('select current_user as name')
    assert.equal(rows[0].name, DESK_ROLE)
  })

  test('{table}: the desk may neither change it nor empty it, by grant')
    .with([...KEPT, ...KEPT_UNTIL_PURGE].map((table) => ({ table })))
    .run(async ({ assert }, { table }) => {
      const name = columnOf(table)
      assert.equal(await answerTo(`update ${table} set ${name} = ${name}`), denied(table))
      assert.equal(await answerTo(`truncate ${table}`), denied(table))
      if (KEPT.includes(table)) assert.equal(await answerTo(`delete from ${table}`), denied(table))
    })

  test('{table}: its owner, a superuser, is stopped by triggers')
    .with([...KEPT, ...KEPT_UNTIL_PURGE].map((table) => ({ table })))
    .run(async ({ assert }, { table }) => {
      await db.rawQuery('set local role none')
      const name = columnOf(table)
      assert.match(
        await answerTo(`update ${table} set ${name} = ${name}`),
        /^42501 .*(append-only|purge)/
      )
      assert.match(await answerTo(`delete from ${table}`), /^42501 .*(append-only|purge)/)
      assert.match(await answerTo(`truncate ${table}`), /^42501 .*append-only/)
    })

  test('a plain owner takes the right from himself, and gets it back for a migration', async ({
    assert,
  }) => {
    await db.rawQuery('set local role none')
    const run = (sql: string) => db.rawQuery(sql)
    await db.rawQuery('create role plain_owner nologin')
    const owned = [...KEPT, ...KEPT_UNTIL_PURGE]
    for (const table of owned) await db.rawQuery(`alter table ${table} owner to plain_owner`)
    await db.rawQuery('grant select on pg_roles to plain_owner')
    await db.rawQuery('set local role plain_owner')
    await limitRights(run)
    assert.equal(await answerTo('update activities set action = action'), denied('activities'))
    assert.equal(await answerTo('truncate ticket_snapshots'), denied('ticket_snapshots'))
    await lendRights(run)
    assert.match(await answerTo('update activities set action = action'), /append-only/)
    const fails = async () => {
      assert.match(await answerTo('update activities set action = action'), /append-only/)
      throw new Error('a migration failed')
    }
    await assert.rejects(() => withLentRights(run, fails), 'a migration failed')
    assert.equal(await answerTo('update activities set action = action'), denied('activities'))
  })

  test('who may make roles without being a superuser may also take the one that it made', async ({
    assert,
  }) => {
    await db.rawQuery('set local role none')
    await db.rawQuery(`alter role ${DESK_ROLE} rename to another_desk`)
    await db.rawQuery('create role maker nologin createrole')
    await db.rawQuery('set local role maker')
    const maySetRole = async () => {
      const { rows } = await db.rawQuery(`select ${mayBecome(`'${DESK_ROLE}'`)} as is_so`)
      return rows[0].is_so
    }
    await db.rawQuery(`create role ${DESK_ROLE} nologin`)
    assert.isFalse(await maySetRole(), 'PostgreSQL 16 and newer')
    // Tables are granted by their owner alone, which is not what is asked here.
    await limitRights(async (sql) => sql.includes('create role') && db.rawQuery(sql))
    assert.isTrue(await maySetRole())
  })

  const columnOf = (table: string) =>
    ({ activities: 'action', audit_events: 'action', audit_seals: 'event_id' })[table] ??
    'ticket_id'
  const denied = (table: string) => `42501 permission denied for table ${table}`
})
