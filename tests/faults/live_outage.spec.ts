import { test } from '@japa/runner'
import pg from 'pg'
import { cutConnections, openOutageDesk } from '#tests/support/outage'
import { figures } from '#tests/support/figures'
import { figureOf, listen, type LiveClient } from '#tests/support/live'
import { ask } from '#tests/support/tickets'
import { until } from '#tests/support/until'

/** A PostgreSQL of its own under a real web process with live streams. */
test.group('The database goes away from live streams', (group) => {
  let desk: Awaited<ReturnType<typeof openOutageDesk>>
  let client: LiveClient

  group.setup(async () => {
    desk = await openOutageDesk()
    return () => desk.close()
  })
  group.each.setup(async () => {
    client = await listen(desk.maria)
    await until(() => isListening(), 'it listens')
    return () => client.close()
  })

  const isListening = async () => (await figureOf('countersign_live_listening', desk.web.url)) === 1

  /** The stream lives, has been told that it missed something, and hears of what happens next. */
  async function goesOn() {
    const before = client.tickets.length
    const ticket = await ask(desk.cast.maria)
    await until(() => client.tickets.length > before, 'it hears of changes again', 10)
    return client.tickets.includes(ticket.id) && !client.hasEnded
  }

  test('its connection is cut: "again", and on it goes', async ({ assert }) => {
    await cutConnections(desk.server)
    const ms = await until(() => client.all('again').length === 1, 'it asks for all again', 5)
    assert.isTrue(await goesOn())
    figures('the listening connection was cut', { again: ms })
  })

  test('it is restarted: "again", and on it goes', async ({ assert }) => {
    await desk.server.stop()
    await until(async () => !(await isListening()), 'it no longer listens')
    const blind = await listenNot()
    await desk.server.start()
    const ms = await until(() => client.all('again').length === 1, 'it asks for all again', 5)
    assert.isTrue(await goesOn())
    assert.isTrue(blind)
    assert.equal(client.all('end').length, 0)
    figures('the database was restarted', { again: ms })
  })

  /** A new stream needs a session, so it is told that the desk is away. */
  async function listenNot() {
    const refused = await listen(desk.maria)
    return refused.status === 503
  }

  test('who came back while nobody listened asks for everything', async ({ assert }) => {
    const { cursor } = client
    await cutConnections(desk.server)
    await until(() => client.all('again').length > 0, 'listening began again')
    const back = await listen(desk.maria, { last: cursor })
    await until(() => back.all('again').length === 1, 'the gap is unknown')
    assert.isTrue(await goesOn())
    back.close()
  })

  test('somebody else listens and notifies nonsense while it works', async ({ assert }) => {
    const other = new pg.Client({ connectionString: desk.server.url })
    await other.connect()
    for (let n = 0; n < 200; n += 1) {
      await other.query(`select pg_notify('countersign_live', $1)`, [`{"ticket": ${n}, "x"}`])
    }
    await other.end()
    assert.isTrue(await goesOn())
  })
})
