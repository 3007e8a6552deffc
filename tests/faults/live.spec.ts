import { test } from '@japa/runner'
import User from '#models/user'
import { assignTicket } from '#services/tickets/assign_ticket'
import { unassignTicket } from '#services/tickets/unassign_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { unwatchTicket, watchTicket } from '#services/tickets/watch_ticket'
import { addComment } from '#services/comments/add_comment'
import { editComment } from '#services/comments/edit_comment'
import { markAllRead } from '#services/notifications/mark_notifications'
import { figureOf, listen, LiveClient } from '#tests/support/live'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import { visit } from '#tests/support/visitor'

/** Two real web processes on one database: what is committed anywhere reaches streams on both. */
test.group('Live streams', (group) => {
  let desk: LiveDesk
  let clients: LiveClient[] = []

  group.setup(async () => {
    desk = await openDesk(2)
    return () => desk.handOver()
  })
  group.each.teardown(() => {
    for (const client of clients) client.close()
    clients = []
  })

  /** Opens a stream of this person on one of the two web processes. */
  async function open(user: User, nth = 0, options: Parameters<typeof listen>[1] = {}) {
    const visitor = await visit((await User.asActor(user.id))!, desk.webs[nth].url)
    const client = await listen(visitor, options)
    clients.push(client)
    return { client, visitor }
  }

  /** Everything committed before has been delivered once a later change has gone through both processes. */
  async function settle() {
    const { admin, maria } = desk.cast
    const witnesses = [await open(admin), await open(admin, 1)]
    const ticket = await ask(maria)
    for (const { client } of witnesses) {
      await until(() => client.tickets.includes(ticket.id), 'the witness is told')
    }
  }

  const web = (by: User) => ({ by, channel: 'web' as const })

  test('say who they are, and in which words', async ({ assert }) => {
    const { client } = await open(desk.cast.maria)
    assert.equal(client.status, 200)
    assert.equal(client.headers['content-type'], 'text/event-stream; charset=utf-8')
    assert.equal(client.headers['cache-control'], 'no-store, no-transform')
    assert.equal(client.headers['x-accel-buffering'], 'no')
    assert.equal(client.headers['x-content-type-options'], 'nosniff')
    assert.isUndefined(client.headers['content-encoding'])
    assert.isUndefined(client.headers['set-cookie'])
    assert.match(client.id, /^[\w-]{22}$/)
    assert.isAtLeast(client.retry, 1000)
    const [hello] = client.all('hello')
    assert.closeTo(hello.data.at, Date.now(), 5000)
  })

  test('a change reaches who may see the ticket, on every web process, and nobody else', async ({
    assert,
  }) => {
    const { cast, anton } = desk
    const ticket = await ask(cast.maria)
    const seeing = [await open(cast.maria), await open(cast.ana, 1), await open(anton, 1)]
    const admin = await open(cast.admin)
    const blind = [await open(cast.rico), await open(cast.kim, 1)]
    await move(cast.ana, ticket, 'approve')
    for (const { client } of [...seeing, admin]) {
      await until(() => client.tickets.includes(ticket.id), 'who sees it is told')
    }
    await settle()
    for (const { client } of blind) assert.notInclude(client.tickets, ticket.id)
  })

  test('a notification reaches its person alone', async ({ assert }) => {
    const { cast } = desk
    const maria = await open(cast.maria, 1)
    const rico = await open(cast.rico)
    const ticket = await ask(cast.maria)
    await move(cast.ana, ticket, 'reject', { note: 'Not this month.' })
    await until(() => maria.client.all('me').length > 0, 'she has news')
    const before = maria.client.all('me').length
    await markAllRead(cast.maria)
    await until(() => maria.client.all('me').length > before, 'reading is news in other tabs')
    await settle()
    assert.isEmpty(rico.client.all('me'))
  })

  test('who is taken off a ticket is told that once and nothing after', async ({ assert }) => {
    const { cast } = desk
    const ticket = await ask(cast.maria)
    await watchTicket(ticket.id, cast.rico.id, web(cast.ana))
    await settle()
    const rico = await open(cast.rico)
    await unwatchTicket(ticket.id, cast.rico.id, web(cast.ana))
    await until(() => rico.client.tickets.includes(ticket.id), 'it leaves his pages')
    await addComment(ticket.id, { body: 'Not for Rico.' }, web(cast.maria))
    await settle()
    assert.deepEqual(rico.client.tickets, [ticket.id])
  })

  test('an assignee who is replaced, and a queue that loses a ticket, are told so', async ({
    assert,
  }) => {
    const { cast } = desk
    const ticket = await ticketAt('assigned', cast)
    const kim = await open(cast.kim)
    const paolo = await open(cast.paolo, 1)
    await unassignTicket(ticket.id, {}, web(cast.ben))
    for (const { client } of [kim, paolo]) {
      await until(() => client.tickets.includes(ticket.id), 'the department sees its queue')
    }
    await assignTicket(ticket.id, { assigneeId: cast.joy.id }, web(cast.ben))
    await move(cast.joy, await fresh(ticket.id), 'start')
    const told = paolo.client.tickets.length
    await move(cast.ben, await fresh(ticket.id), 'send_back', { note: 'Another product.' })
    await until(() => paolo.client.tickets.length > told, 'it leaves the queue')
    await settle()
    const last = paolo.client.tickets.length
    await addComment(ticket.id, { body: 'Between us.' }, web(cast.maria))
    await settle()
    assert.equal(paolo.client.tickets.length, last)
  })

  test('whatever changes a ticket is told, one time each', async ({ assert }) => {
    const { cast } = desk
    const { id } = await ask(cast.maria)
    await settle()
    const { client } = await open(cast.ana, 1)
    let commentId = 0
    const changes: Record<string, () => Promise<unknown>> = {
      'a comment': async () => {
        const comment = await addComment(id, { body: 'A word.' }, web(cast.maria))
        commentId = comment.id
      },
      'an edited comment': () =>
        editComment(id, commentId, { body: 'Another word.' }, web(cast.maria)),
      'a watcher': () => watchTicket(id, cast.joy.id, web(cast.ana)),
      'a priority': () => setPriority(id, { priority: 'urgent' }, web(cast.ana)),
      'the trash': () => trashTicket(id, web(cast.maria)),
      'the way back': () => restoreTicket(id, web(cast.ana)),
      'a rejection': async () =>
        move(cast.ana, await fresh(id), 'reject', { note: 'Not this month.' }),
      'asking again': async () => move(cast.maria, await fresh(id), 'resubmit'),
    }
    const told = () => client.tickets.filter((one) => one === id).length
    for (const [nth, [what, change]] of Object.entries(changes).entries()) {
      await change()
      await until(() => told() > nth, what)
      await settle()
      assert.equal(told(), nth + 1, what)
    }
  })

  test('a note is told to those alone who may read it', async ({ assert }) => {
    const { cast } = desk
    const { id } = await ticketAt('assigned', cast)
    await settle()
    const readers = [cast.maria, cast.ana, cast.ben, cast.kim]
    const seats = await Promise.all(readers.map((user) => open(user, 1)))
    const [maria, ana, ben, kim] = seats.map(({ client }) => client)
    const note = await addComment(id, { body: 'Mind him.', isInternal: true }, web(cast.ben))
    for (const client of [ben, kim]) await until(() => client.tickets.includes(id), 'a note')
    await editComment(id, note.id, { body: 'Never mind.' }, web(cast.ben))
    await until(() => kim.tickets.length === 2, 'an edited note')
    await settle()
    for (const client of [maria, ana]) assert.notInclude(client.tickets, id)
    await addComment(id, { body: 'Hello.' }, web(cast.ben))
    for (const client of [maria, ana, kim]) await until(() => client.tickets.includes(id), 'a word')
  })

  test('who comes back is told what he missed, or to ask for everything', async ({ assert }) => {
    const { cast } = desk
    await until(
      async () => (await remembers(0)) && (await remembers(1)),
      'both know the last moments'
    )
    const first = await open(cast.maria)
    const ticket = await ask(cast.maria)
    await until(() => first.client.tickets.includes(ticket.id), 'she is told')
    const { cursor } = first.client
    first.client.close()
    const missed = await ask(cast.maria)
    const strange = await ask(cast.rico)
    await settle()
    const back = await open(cast.maria, 1, { last: cursor })
    await until(() => back.client.tickets.includes(missed.id), 'she is told what she missed')
    assert.notInclude(back.client.tickets, strange.id)
    assert.isEmpty(back.client.all('again'))
    const page = await open(cast.maria, 0, { since: cursor })
    await until(() => page.client.tickets.includes(missed.id), 'a page is told what it missed')
    for (const last of [0, 1]) {
      const lost = await open(cast.maria, 0, { last })
      await until(() => lost.client.all('again').length === 1, 'the gap is unknown')
    }
  })

  test('a burst is put together', async ({ assert }) => {
    const { cast } = desk
    const ticket = await ask(cast.maria)
    const maria = await open(cast.maria)
    await desk.database.rows(
      `select pg_notify('countersign_live', json_build_object('ticket', $1::int, 'n', n)::text)
       from generate_series(1, 500) n`,
      [ticket.id]
    )
    await until(() => maria.client.tickets.length > 0, 'she is told')
    await settle()
    assert.isBelow(maria.client.tickets.length, 20)
  })

  test('garbage on the channel harms nobody', async () => {
    const { cast } = desk
    const maria = await open(cast.maria)
    for (const payload of ['', 'x', '[]', 'null', '{"ticket":"1"}', '{"people":[null,-1e99]}', '7'])
      await desk.database.rows(`select pg_notify('countersign_live', $1)`, [payload])
    const ticket = await ask(cast.maria)
    await until(() => maria.client.tickets.includes(ticket.id), 'she is still told')
  })

  test('who looks at a ticket is told to the others who may see it, across processes', async ({
    assert,
  }) => {
    const { cast } = desk
    const ticket = await ask(cast.maria)
    const [maria, ana, rico] = [
      await open(cast.maria),
      await open(cast.ana, 1),
      await open(cast.rico),
    ]
    for (const { visitor } of [maria, ana, rico]) await visitor.get('/notifications')
    const look = ({ client, visitor }: typeof maria, tickets: number[]) =>
      visitor.post('/live/looking', { 'stream': client.id, 'tickets[]': tickets })
    const lastOf = ({ client }: typeof maria) => client.all('looking').at(-1)?.data
    await look(maria, [ticket.id])
    await look(rico, [ticket.id])
    await look(ana, [ticket.id])
    const told = (id: number, name: string) => ({ ticket: ticket.id, people: [{ id, name }] })
    await until(() => maria.client.all('looking').length > 0, 'Maria sees Ana')
    await until(() => ana.client.all('looking').length > 0, 'Ana sees Maria')
    assert.deepEqual(lastOf(maria), told(cast.ana.id, cast.ana.fullName))
    assert.deepEqual(lastOf(ana), told(cast.maria.id, cast.maria.fullName))
    await addComment(ticket.id, { body: 'Nothing new about who looks.' }, web(cast.maria))
    await until(() => ana.client.tickets.includes(ticket.id), 'the comment is told')
    await settle()
    assert.lengthOf(ana.client.all('looking'), 1)
    maria.client.close()
    await until(() => lastOf(ana).people.length === 0, 'Maria has left', 8)
    assert.isEmpty(rico.client.all('looking'))
    const back = await open(cast.maria, 1)
    await back.visitor.get('/notifications')
    await look(back, [ticket.id])
    await until(() => lastOf(ana).people.length === 1, 'Maria is back')
    await look(back, [])
    await until(() => lastOf(ana).people.length === 0, 'Maria went on to another page')
  })

  test('browsers that give up before they are answered leave nothing behind', async () => {
    const visitor = await visit(desk.cast.maria, desk.webs[0].url)
    for (let round = 0; round < 6; round += 1) {
      const asked = Array.from({ length: 20 }, () => new LiveClient(visitor))
      const pause = round * 5
      for (const client of asked) setTimeout(() => client.close(), Math.random() * pause)
      await until(() => asked.every(({ hasEnded }) => hasEnded), 'all have given up')
    }
    const left = () => figureOf('countersign_live_streams', visitor.base)
    await until(async () => (await left()) === 0, 'no stream is left', 5)
  })

  /** True once a web process has listened for long enough to know what a browser that was just here has missed. */
  async function remembers(nth: number) {
    const { client } = await open(desk.cast.maria, nth, { since: Date.now() })
    const ticket = await ask(desk.cast.maria)
    await until(() => client.tickets.includes(ticket.id), 'it is told')
    return client.all('again').length === 0
  }

  async function fresh(id: number) {
    const { default: Ticket } = await import('#models/ticket')
    return Ticket.findOrFail(id)
  }
})
