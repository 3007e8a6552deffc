import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetLookers, keepLookers } from '#services/live/keep_lookers'
import { lookAt } from '#services/live/look_at'
import { whoLooks } from '#services/live/who_looks'
import type User from '#models/user'
import { statusOf } from '#tests/support/accounts'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask } from '#tests/support/tickets'
import { visit, Visitor } from '#tests/support/visitor'

const STREAM = 'abcdefghijklmnopqrstuv'

test.group('Who looks at a ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  let session = 1000
  const look = (viewer: User, stream: string, tickets: number[]) =>
    lookAt(viewer, { sessionId: session++, stream, tickets })

  async function seenBy(stream: string, ticket: number) {
    const views = await whoLooks([ticket])
    return views.get(stream)?.map(({ people }) => people.map(({ name }) => name))[0]
  }

  test('is told to each other, by name; nobody sees himself', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await look(cast.maria, 'a', [ticket.id])
    await look(cast.ana, 'b', [ticket.id])
    await look(cast.ana, 'c', [ticket.id])
    assert.deepEqual(await seenBy('a', ticket.id), [cast.ana.fullName])
    assert.deepEqual(await seenBy('b', ticket.id), [cast.maria.fullName])
    const views = await whoLooks([ticket.id])
    const [view] = views.get('a')!
    assert.deepEqual(Object.keys(view.people[0]), ['id', 'name'])
  })

  test('who may not see the ticket is neither noted nor told', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await look(cast.maria, 'a', [ticket.id])
    await look(cast.rico, 'r', [ticket.id])
    assert.deepEqual(await seenBy('a', ticket.id), [])
    assert.isUndefined(await seenBy('r', ticket.id))
    assert.lengthOf(await db.from('live_lookers'), 1)
  })

  test('who loses the ticket is no longer shown and no longer told', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await look(cast.maria, 'a', [ticket.id])
    await look(cast.ana, 'b', [ticket.id])
    await db.from('users').where('id', cast.ana.id).update({ role: 'member' })
    assert.deepEqual(await seenBy('a', ticket.id), [])
    assert.isUndefined(await seenBy('b', ticket.id))
  })

  test('ends when the page closes, the stream ends or its process is gone', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const other = await ask(cast.maria)
    await lookAt(cast.ana, { sessionId: 1, stream: 'b', tickets: [ticket.id] })
    await look(cast.maria, 'a', [ticket.id])
    await lookAt(cast.ana, { sessionId: 1, stream: 'b', tickets: [other.id] })
    assert.deepEqual(await seenBy('a', ticket.id), [])
    await lookAt(cast.ana, { sessionId: 1, stream: 'b', tickets: [ticket.id] })
    await forgetLookers(['b'])
    assert.deepEqual(await seenBy('a', ticket.id), [])
    await look(cast.ana, 'c', [ticket.id])
    await db
      .from('live_lookers')
      .where('stream', 'c')
      .update({ seen_at: db.raw(`now() - interval '2 minutes'`) })
    assert.deepEqual(await seenBy('a', ticket.id), [])
    await keepLookers(['a'])
    assert.lengthOf(await db.from('live_lookers').where('stream', 'c'), 0)
    assert.deepEqual(await seenBy('a', ticket.id), [])
  })

  test('a form says it; a foreign stream id does nothing to its owner', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const ana = await visit(cast.ana)
    const tickets = { 'stream': STREAM, 'tickets[]': [ticket.id, 2_000_000_000] }
    assert.equal(await statusOf(ana.post('/live/looking', tickets)), 204)
    const maria = await visit(cast.maria)
    assert.equal(await statusOf(maria.post('/live/looking', { stream: STREAM })), 204)
    const rows = await db.from('live_lookers').select('user_id', 'ticket_id', 'stream')
    assert.deepEqual(rows, [{ user_id: cast.ana.id, ticket_id: ticket.id, stream: STREAM }])
    assert.equal(await statusOf(ana.post('/live/looking', { stream: STREAM })), 204)
    assert.isEmpty(await db.from('live_lookers'))
  })

  test('a session that names ever more streams holds up nobody', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await look(cast.ana, 'b', [ticket.id])
    for (let n = 0; n < 40; n += 1) {
      await lookAt(cast.maria, { sessionId: 1, stream: `flood ${n}`, tickets: [ticket.id] })
    }
    const rows = await db.from('live_lookers').where('session_id', 1)
    assert.lengthOf(rows, 8)
    assert.include(
      rows.map(({ stream }) => stream),
      'flood 39'
    )
    assert.deepEqual(await seenBy('b', ticket.id), [cast.maria.fullName])
  })

  test('very many who look are soon sorted', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await look(cast.ana, 'b', [ticket.id])
    await db.rawQuery(
      `insert into live_lookers (session_id, stream, ticket_id, user_id)
       select n, 's' || n, ?, ? from generate_series(1, 8000) as n`,
      [ticket.id, cast.maria.id]
    )
    const began = performance.now()
    assert.deepEqual(await seenBy('b', ticket.id), [cast.maria.fullName])
    assert.isBelow(performance.now() - began, 2000)
  })

  test('garbage is refused', async ({ assert }) => {
    const ana = await visit(cast.ana)
    for (const fields of [
      {},
      { stream: 'x' },
      { 'stream': STREAM, 'tickets[]': ['x'] },
      { 'stream': STREAM, 'tickets[]': [-1] },
      { 'stream': STREAM, 'tickets[]': [99999999999] },
      { stream: STREAM, tickets: 'all' },
      { 'stream': STREAM, 'tickets[]': Array.from({ length: 51 }, (_, n) => n + 1) },
    ]) {
      assert.equal(await statusOf(ana.post('/live/looking', fields as never)), 422, String(fields))
    }
  })

  test('a stream is no page, and for nobody without an account', async ({ assert }) => {
    const headers = { accept: 'text/event-stream' }
    assert.equal(await statusOf(new Visitor().get('/live', headers)), 401)
    const ana = await visit(cast.ana)
    const page = await ana.get('/live')
    assert.equal(page.status, 406)
    assert.include(page.text, 'nothing to read at this address')
    const head = await ana.raw('HEAD', '/live', { headers })
    assert.equal(head.status, 200)
    assert.equal(head.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  })
})
