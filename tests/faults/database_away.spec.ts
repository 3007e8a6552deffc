import { test } from '@japa/runner'
import { askUntil, cutConnections, openOutageDesk, sitThroughOutage } from '#tests/support/outage'
import { until } from '#tests/support/until'

/** A PostgreSQL of its own under a real web and a real worker process. The long form lies in tests/long. */
test.group('The database goes away', (group) => {
  let desk: Awaited<ReturnType<typeof openOutageDesk>>

  group.setup(async () => {
    desk = await openOutageDesk()
    return () => desk.close()
  })

  test('for ten seconds: said at once, and well again without a restart', async ({ assert }) => {
    await sitThroughOutage(desk, 10, assert)
  }).timeout(60_000)

  test('all connections are cut: the next pages are there', async ({ assert }) => {
    const { maria, server, web, worker } = desk
    const load = askUntil(maria)
    await until(() => load.answered() > 20, 'there is load')
    for (let n = 0; n < 5; n += 1) {
      assert.isAbove(await cutConnections(server), 2)
      const before = load.answered()
      await until(() => load.answered() > before + 20, 'people are answered')
    }
    const met = await load.stop()
    assert.isEmpty(met.filter((status) => status !== 200 && status !== 503))
    const last = await maria.get('/notifications')
    assert.equal(last.status, 200)
    assert.isTrue(web.isAlive() && worker.isAlive())
  })
})
