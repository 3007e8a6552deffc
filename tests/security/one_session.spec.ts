import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { gates } from '#middleware/overload_middleware'
import { statusOf } from '#tests/support/accounts'
import { makePerson } from '#tests/support/people'
import { until } from '#tests/support/until'
import { Visitor, baseUrl, visit } from '#tests/support/visitor'

const REPORT = '/analytics?tab=summary'

test.group('One session that asks for very much', (group) => {
  let maria: Visitor
  let ana: Visitor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    maria = await visit(await makePerson({ username: 'maria' }))
    ana = await visit(await makePerson({ username: 'ana' }))
    return async () => void (await until(async () => isIdle(), 'all places are free'))
  })

  const isIdle = () => Object.values(gates).every(({ load }) => load.active + load.waiting === 0)

  test('shuts the lane of reports for nobody else', async ({ assert }) => {
    const flood = Array.from({ length: 40 }, () => maria.get(REPORT))
    await until(async () => gates.reports.load.waiting > 0, 'one works and others wait')
    assert.equal(gates.reports.load.active, 1)
    const others = await Promise.all([ana.get(REPORT), new Visitor().get(REPORT)])
    assert.deepEqual(
      others.map(({ status }) => status),
      [200, 302]
    )
    const answers = await Promise.all(flood)
    const refused = answers.filter(({ status }) => status !== 200)
    assert.isAbove(refused.length, 0)
    for (const { status, headers } of refused) {
      assert.equal(status, 503)
      assert.equal(headers.get('retry-after'), '2')
    }
  })

  test('leaves the others half of the places for pages', async ({ assert }) => {
    const flood = Array.from({ length: 40 }, () => maria.get('/notifications'))
    await until(async () => gates.pages.load.waiting > 0, 'some work and others wait')
    assert.equal(gates.pages.load.active, gates.pages.limits.active / 2)
    assert.equal(await statusOf(ana.get('/notifications')), 200)
    const answers = await Promise.all(flood)
    for (const { status } of answers) assert.equal(status, 200)
  })

  test('waits no longer for pages that it has left', async ({ assert }) => {
    const leaving = new AbortController()
    const leave = await gates.reports.enter('one')
    const other = await gates.reports.enter('another')
    const headers = { cookie: maria.cookies() }
    const left = fetch(baseUrl() + REPORT, { headers, signal: leaving.signal }).catch(() => null)
    await until(async () => gates.reports.load.waiting === 1, 'it waits')
    leaving.abort()
    await left
    await until(async () => gates.reports.load.waiting === 0, 'it waits no more')
    assert.equal(gates.reports.load.active, 2)
    leave!()
    other!()
  })
})
