import { test } from '@japa/runner'
import pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import { sealAudit } from '#services/audit/seal_audit'
import { verifyAudit } from '#services/audit/verify_audit'
import { useDatabase } from '#tests/support/fresh_database'
import { makeOwnPostgres } from '#tests/support/own_postgres'

/**
 * Real commits on a server of its own: a seal waits for every older transaction of its server, so that the long ones of
 * other tests would hold it up.
 */
test.group('The chain of the audit', (group) => {
  let client: pg.Client

  group.setup(async () => {
    const server = await makeOwnPostgres()
    const putBack = await useDatabase(server.url)
    client = new pg.Client(server.url)
    await client.connect()
    return async () => {
      await client.end()
      await putBack()
      await server.remove()
    }
  })
  group.each.setup(async () => {
    await sealAudit()
  })

  const note = (label: string, on = db.connection()) =>
    recordAudit(on, { action: 'tried', subjectType: 'test', subjectLabel: label })

  const change = (label: string, id: number) =>
    client.query('update audit_events set subject_label = $1 where id = $2', [label, id])

  test('follows the order of commits: what still runs is sealed after it has committed', async ({
    assert,
  }) => {
    const { held } = await verifyAudit()
    await note('first')
    const slow = await db.transaction()
    await note('written early, committed late', slow)
    await note('second')
    const early = await sealAudit()
    await slow.commit()
    assert.equal(early, 1)
    assert.equal(await sealAudit(), 2)
    assert.equal(await sealAudit(), 0)
    assert.deepEqual(await verifyAudit(), { held: held + 3, brokenEventId: null })
  })

  test('two who seal at once make one chain', async ({ assert }) => {
    const { held } = await verifyAudit()
    await Promise.all(Array.from({ length: 20 }, (_, n) => note(`event ${n}`)))
    const sealed = await Promise.all([sealAudit(), sealAudit(), sealAudit()])
    assert.equal(
      sealed.reduce((sum, one) => sum + one, 0),
      20
    )
    assert.deepEqual(await verifyAudit(), { held: held + 20, brokenEventId: null })
  })

  test('nobody changes a seal', async ({ assert }) => {
    await assert.rejects(() => client.query('delete from audit_seals'), /append-only/)
  })

  test('names the event that somebody changed or took away', async ({ assert }) => {
    const { held } = await verifyAudit()
    for (const label of ['a', 'b', 'c']) await note(label)
    await sealAudit()
    const { rows } = await client.query('select id from audit_events order by id desc limit 2')
    const [third, second] = rows.map((row) => Number(row.id))
    await client.query('set session_replication_role = replica')
    await change('x', second)
    assert.deepEqual(await verifyAudit(), { held: held + 1, brokenEventId: second })
    await change('b', second)
    await client.query('delete from audit_events where id = $1', [third])
    assert.deepEqual(await verifyAudit(), { held: held + 2, brokenEventId: third })
  })
})
