import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import { sealAudit } from '#services/audit/seal_audit'
import { verifyAudit } from '#services/audit/verify_audit'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'

/** Real commits in a database of its own: inside one test transaction no order would ever be settled. */
test.group('The chain of the audit', (group) => {
  let database: FreshDatabase

  group.each.setup(async () => {
    database = await makeFreshDatabase()
    const putBack = await useDatabase(database.url)
    return async () => {
      await putBack()
      await database.drop()
    }
  })

  const note = (label: string, client = db.connection()) =>
    recordAudit(client, { action: 'tried', subjectType: 'test', subjectLabel: label })

  test('follows the order of commits: what still runs is sealed after it has committed', async ({
    assert,
  }) => {
    await note('first')
    const slow = await db.transaction()
    await note('written early, committed late', slow)
    await note('second')
    assert.equal(await sealAudit(), 1)
    await slow.commit()
    assert.equal(await sealAudit(), 2)
    assert.equal(await sealAudit(), 0)
    assert.deepEqual(await verifyAudit(), { held: 3, brokenEventId: null })
  })

  test('two who seal at once make one chain', async ({ assert }) => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => note(`event ${n}`)))
    const sealed = await Promise.all([sealAudit(), sealAudit(), sealAudit()])
    assert.equal(
      sealed.reduce((sum, one) => sum + one, 0),
      20
    )
    assert.deepEqual(await verifyAudit(), { held: 20, brokenEventId: null })
  })

  test('names the event that somebody changed or took away', async ({ assert }) => {
    for (const label of ['a', 'b', 'c']) await note(label)
    await sealAudit()
    const [, second, third] = await database.rows('select id from audit_events order by id')
    await database.rows('set session_replication_role = replica')
    await database.rows('update audit_events set subject_label = $1 where id = $2', [
      'x',
      second.id,
    ])
    assert.deepEqual(await verifyAudit(), { held: 1, brokenEventId: Number(second.id) })
    await database.rows('update audit_events set subject_label = $1 where id = $2', [
      'b',
      second.id,
    ])
    await database.rows('delete from audit_events where id = $1', [third.id])
    assert.deepEqual(await verifyAudit(), { held: 2, brokenEventId: Number(third.id) })
  })

  test('nobody changes a seal', async ({ assert }) => {
    await note('a')
    await sealAudit()
    await assert.rejects(() => database.rows('delete from audit_seals'), /append-only/)
  })
})
