import { test } from '@japa/runner'
import type User from '#models/user'
import { changePassword } from '#services/accounts/change_password'
import { deactivatePerson } from '#services/people/deactivate_person'
import { lockPerson } from '#services/people/lock_person'
import { placePerson } from '#services/people/place_person'
import { versionOf } from '#services/people/with_locked_person'
import { makeCrowd, openCrowd } from '#tests/support/crowd'
import { figures } from '#tests/support/figures'
import { listen, type LiveClient } from '#tests/support/live'
import { makePerson, PASSWORD } from '#tests/support/people'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { ask } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import { visit, type Visitor } from '#tests/support/visitor'

/** Two web processes: what ends a session on one closes its streams on the other. */
test.group('Live streams close', (group) => {
  let desk: LiveDesk
  let admin: { by: User; channel: 'web' }
  const clients: LiveClient[] = []

  group.setup(async () => {
    desk = await openDesk(2)
    admin = { by: desk.cast.admin, channel: 'web' }
    return () => desk.handOver()
  })
  group.each.teardown(() => {
    for (const client of clients.splice(0)) client.close()
  })

  /** A member with a browser at one web process and its stream at the other. */
  async function sit(user?: User) {
    const person = user ?? (await makePerson({ department: 'Sales' }))
    const visitor = await visit(person, desk.webs[0].url)
    await visitor.get('/notifications')
    const client = await listen(at(visitor, 1))
    clients.push(client)
    return { person, visitor, client }
  }

  const at = (visitor: Visitor, nth: number) => ({
    base: desk.webs[nth].url,
    cookies: () => visitor.cookies(),
  })

  const closed = (client: LiveClient, what: string) =>
    until(() => client.hasEnded, `closed: ${what}`, 5)

  const causes: Record<string, (seat: Awaited<ReturnType<typeof sit>>) => Promise<unknown>> = {
    'signing out': ({ visitor }) => visitor.post('/logout'),
    'a lock': ({ person }) => lockPerson(person.id, admin),
    'a deactivation': ({ person }) => deactivatePerson(person.id, { seen: 0 }, admin),
    'another role': ({ person }) =>
      placePerson(
        person.id,
        { role: 'manager', departmentId: person.departmentId, version: versionOf(person) } as never,
        admin
      ),
    'another department': ({ person }) =>
      placePerson(
        person.id,
        {
          role: 'member',
          departmentId: desk.cast.maria.departmentId,
          version: versionOf(person),
          seen: 0,
        } as never,
        admin
      ),
    'a new password': ({ person }) =>
      changePassword(
        { currentPassword: PASSWORD, password: 'another horse battery' },
        { by: person, channel: 'web', address: '127.0.0.1' }
      ),
    'an end from another browser': async ({ person }) => {
      const other = await visit(person, desk.webs[0].url)
      await other.get('/me/sessions')
      return other.post('/me/sessions/others')
    },
  }

  for (const [cause, happen] of Object.entries(causes)) {
    test(`at once after ${cause}`, async ({ assert }) => {
      const seat = await sit()
      const bystander = await sit()
      await happen(seat)
      const ms = await closed(seat.client, cause)
      figures(`a stream closed after ${cause}`, { ms })
      // Sooner than by looking at all sessions.
      assert.isBelow(ms, 2000)
      assert.deepEqual(
        seat.client.all('end').map(({ data }) => data),
        [{ why: 'signed_out' }]
      )
      assert.isFalse(bystander.client.hasEnded)
      const again = await listen(at(seat.visitor, 1))
      assert.equal(again.status, 401)
    })
  }

  test('when a session begins and ceases to show the desk as somebody else', async ({ assert }) => {
    const maria = await sit(desk.cast.maria)
    const own = await sit(desk.cast.admin)
    await own.visitor.post(`/admin/users/${desk.cast.maria.id}/viewing`)
    const began = await closed(own.client, 'viewing')
    const hers = await listen(at(own.visitor, 1))
    clients.push(hers)
    const ticket = await ask(desk.cast.maria)
    await until(() => hers.tickets.includes(ticket.id), 'she is told, and so is who views as her')
    await own.visitor.post('/viewing/end')
    const ended = await closed(hers, 'viewing no more')
    figures('a stream closed after viewing', { began, ended })
    assert.isBelow(Math.max(began, ended), 2000)
    assert.deepEqual(hers.all('end')[0].data, { why: 'changed' })
    assert.isFalse(maria.client.hasEnded)
  })

  test('within five seconds when nobody announces it', async ({ assert }) => {
    const rows = [await sit(), await sit(), await sit(), await sit()]
    const [expired, deleted, raised, gone] = rows.map(({ person }) => person.id)
    const { rows: run } = desk.database
    const bystander = await sit()
    await run(`update sessions set expires_at = now() where user_id = $1`, [expired])
    await run(`delete from sessions where user_id = $1`, [deleted])
    await run(`update users set session_epoch = session_epoch + 1 where id = $1`, [raised])
    await run(`update users set deactivated_at = now() where id = $1`, [gone])
    const waits = await Promise.all(rows.map(({ client }) => closed(client, 'found by itself')))
    figures('streams closed without a word', { most: Math.max(...waits) })
    assert.isFalse(bystander.client.hasEnded)
  })

  test('and nothing is told to whoever was deactivated a moment ago', async ({ assert }) => {
    const { cast, database } = desk
    const ana = await sit(cast.ana)
    const anton = await sit(desk.anton)
    await database.rows(`update users set deactivated_at = now() where id = $1`, [cast.ana.id])
    const ticket = await ask(cast.maria)
    await until(() => anton.client.tickets.includes(ticket.id), 'the other manager is told')
    assert.notInclude(ana.client.tickets, ticket.id)
    await closed(ana.client, 'deactivated')
    await database.rows(`update users set deactivated_at = null where id = $1`, [cast.ana.id])
  })

  test('a session has eight streams and no more', async ({ assert }) => {
    const { visitor } = await sit()
    const open = await Promise.all(Array.from({ length: 7 }, () => listen(at(visitor, 1))))
    clients.push(...open)
    assert.deepEqual([...new Set(open.map(({ status }) => status))], [200])
    const ninth = await listen(at(visitor, 1))
    assert.equal(ninth.status, 429)
    open[0].close()
    await until(async () => {
      const next = await listen(at(visitor, 1))
      clients.push(next)
      return next.status === 200
    }, 'there is room again')
  })

  test('a person has forty and no more, however often he signs in', async ({ assert }) => {
    const [web] = desk.webs
    const counts: Record<number, number> = {}
    for (let times = 0; times < 6; times += 1) {
      const visitor = await visit(desk.cast.rico, web.url)
      const open = await Promise.all(Array.from({ length: 8 }, () => listen(visitor)))
      clients.push(...open)
      for (const { status } of open) counts[status] = (counts[status] ?? 0) + 1
    }
    assert.deepEqual(counts, { 200: 40, 429: 8 })
    const other = await listen(await visit(desk.cast.joy, web.url))
    clients.push(other)
    assert.equal(other.status, 200)
  })

  test('by SIGTERM: at once, with times to come back that lie apart', async ({ assert }) => {
    const [, web] = desk.webs
    const seats = await openCrowd({ webs: [web] }, await makeCrowd(desk, 30))
    clients.push(...seats)
    const { code, ms } = await web.end('SIGTERM')
    await until(() => seats.every(({ hasEnded }) => hasEnded), 'all have ended')
    const waits = seats.map(({ retry }) => retry)
    figures('SIGTERM with 30 streams', {
      ms,
      soonest: Math.min(...waits),
      latest: Math.max(...waits),
    })
    assert.equal(code, 0)
    assert.isBelow(ms, 5000)
    for (const seat of seats) assert.deepEqual(seat.all('end')[0].data, { why: 'restart' })
    assert.isAbove(new Set(waits).size, 20)
    assert.isAbove(Math.max(...waits) - Math.min(...waits), 2000)
  })
})
