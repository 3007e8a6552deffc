import { test } from '@japa/runner'
import pg from 'pg'
import { askUntil, cutConnections, openOutageDesk, sitThroughOutage } from '#tests/support/outage'
import { figures, timed } from '#tests/support/figures'
import { figureOf, listen, type LiveClient } from '#tests/support/live'
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

  /** A live stream that hears what happens. */
  async function openStream() {
    await until(isListening, 'it listens')
    return listen(desk.maria)
  }

  const isListening = async () => (await figureOf('countersign_live_listening', desk.web.url)) === 1

  /** The stream lives, has been told that it missed something, and hears of what happens next. */
  async function goesOn(client: LiveClient) {
    const before = client.tickets.length
    const ticket = await ask(desk.cast.maria)
    await until(() => client.tickets.length > before, 'it hears of changes again', 10)
    return client.tickets.includes(ticket.id) && !client.hasEnded
  }

  test('the connection of live streams is cut: "again", and on it goes', async ({
    assert,
    cleanup,
  }) => {
    const client = await openStream()
    cleanup(() => client.close())
    await cutConnections(desk.server)
    const ms = await until(() => client.all('again').length === 1, 'it asks for all again', 5)
    assert.isTrue(await goesOn(client))
    figures('the listening connection was cut', { again: ms })
  })

  test('it is restarted under a live stream: "again", and on it goes', async ({
    assert,
    cleanup,
  }) => {
    const client = await openStream()
    cleanup(() => client.close())
    await desk.server.stop()
    await until(async () => !(await isListening()), 'it no longer listens')
    const blind = await listenNot()
    await desk.server.start()
    const ms = await until(() => client.all('again').length === 1, 'it asks for all again', 5)
    assert.isTrue(await goesOn(client))
    assert.isTrue(blind)
    assert.equal(client.all('end').length, 0)
    figures('the database was restarted', { again: ms })
  })

  /** A new stream needs a session, so it is told that the desk is away. */
  async function listenNot() {
    const refused = await listen(desk.maria)
    return refused.status === 503
  }

  test('a stream that came back while nobody listened asks for everything', async ({
    assert,
    cleanup,
  }) => {
    const client = await openStream()
    cleanup(() => client.close())
    const { cursor } = client
    await cutConnections(desk.server)
    await until(() => client.all('again').length > 0, 'listening began again')
    const back = await listen(desk.maria, { last: cursor })
    await until(() => back.all('again').length === 1, 'the gap is unknown')
    assert.isTrue(await goesOn(client))
    back.close()
  })

  test('nonsense that somebody else notifies harms no stream', async ({ assert, cleanup }) => {
    const client = await openStream()
    cleanup(() => client.close())
    const other = new pg.Client({ connectionString: desk.server.url })
    await other.connect()
    for (let n = 0; n < 200; n += 1) {
      await other.query(`select pg_notify('countersign_live', $1)`, [`{"ticket": ${n}, "x"}`])
    }
    await other.end()
    assert.isTrue(await goesOn(client))
  })
})
