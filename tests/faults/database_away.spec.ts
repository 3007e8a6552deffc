import { test } from '@japa/runner'
import { askUntil, cutConnections, openOutageDesk, sitThroughOutage } from '#tests/support/outage'
import { timed } from '#tests/support/figures'
import { ask } from '#tests/support/tickets'
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

  test('it accepts and never answers: people are told within some seconds', async ({ assert }) => {
    const { maria, server, web, cast } = desk
    const title = 'Asked while nothing answered'
    server.freeze()
    try {
      const asked = await Promise.all(
        Array.from({ length: 6 }, () => timed(() => maria.get('/notifications')))
      )
      for (const { result, ms } of asked) {
        assert.equal(result.status, 503)
        assert.isBelow(ms, 10_000)
      }
    } finally {
      server.thaw()
    }
    await until(async () => {
      const { status } = await maria.get('/notifications')
      return status === 200
    }, 'pages are there again')
    const ticket = await ask(cast.maria, { title })
    const shown = await maria.get(`/tickets/${ticket.id}`)
    assert.include(shown.text, title)
    assert.isTrue(web.isAlive())
  }).timeout(60_000)
})
