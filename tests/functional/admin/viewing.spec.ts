import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { findEnded } from '#services/live/find_ended'
import { deactivatePerson } from '#services/people/deactivate_person'
import { endOverdueViewings } from '#services/viewing/end_overdue_viewings'
import { hub } from '#services/live/hub'
import { onACleanDesk, statusOf } from '#tests/support/accounts'
import { listen } from '#tests/support/live'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import { tus } from '#tests/support/tus'
import { visit, type Visitor } from '#tests/support/visitor'

/** What may be sent all the same: the two ends, and Telegram's own call, which brings no session. */
const PASSES = ['viewing.destroy', 'session.destroy', 'telegram.updates.store']

test.group('An admin views the desk as somebody', (group) => {
  let cast: Cast
  let olga: Visitor
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
  })

  const start = (fields = {}) => olga.post(`/admin/users/${cast.maria.id}/viewing`, fields)
  const audits = () => db.from('audit_events').where('action', 'like', 'viewing_%').orderBy('id')
  const session = () => db.from('sessions').where('user_id', cast.admin.id).firstOrFail()

  test('sees what the person sees, under a bar that says so, and comes back', async ({
    assert,
  }) => {
    const mine = await ask(cast.maria, { title: 'A banner of Maria' })
    const other = await ask(cast.rico, { title: 'A banner of Rico' })
    await olga.get('/')
    const answer = await start({ reason: 'She sees no files' })
    assert.equal(answer.location, '/')
    const list = await olga.get('/tickets?tab=all')
    assert.include(list.text, 'A banner of Maria')
    assert.notInclude(list.text, 'A banner of Rico')
    assert.include(list.text, 'You view the desk as Maria Test, read only.')
    assert.equal(await statusOf(olga.get(`/tickets/${mine.id}`)), 200)
    const errors = [`/tickets/${other.id}`, '/admin/users', '/no/such/page', '/tickets/zzz/edit']
    for (const path of errors) {
      const page = await olga.get(path)
      assert.isAtLeast(page.status, 403, path)
      assert.include(page.text, 'You view the desk as Maria Test', path)
    }
    const management = await olga.get('/admin/users')
    assert.include(management.text, 'who is no admin. Stop viewing first.')
    const end = await olga.post('/viewing/end')
    assert.equal(end.location, `/admin/users/${cast.maria.id}`)
    const page = await olga.get(end.location!)
    assert.include(page.text, 'You no longer view the desk as Maria Test.')
    assert.include(page.text, 'Ended the view as this person')
    assert.include(page.text, 'it was stopped')
    assert.notInclude(page.text, 'read only. ')
    const [started, ended] = await audits()
    assert.containsSubset(started, {
      action: 'viewing_started',
      actor_id: cast.admin.id,
      subject_id: String(cast.maria.id),
      address: '127.0.0.1',
      changes: [{ field: 'reason', after: 'She sees no files' }],
    })
    assert.containsSubset(ended, {
      action: 'viewing_ended',
      actor_id: cast.admin.id,
      address: '127.0.0.1',
      changes: [{ field: 'endedBecause', after: 'stopped' }],
    })
  })

  test('sends nothing at all but an end', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await olga.get('/tickets')
    await start()
    const before = await standing(ticket.id)
    const writes = Object.values(router.toJSON())
      .flat()
      .filter((route) => route.methods.some((method) => !['GET', 'HEAD'].includes(method)))
      .filter((route) => !PASSES.includes(route.name ?? ''))
    assert.isAbove(writes.length, 80)
    for (const route of writes) {
      const path = route.pattern.replace(':name', 'approve').replace(/:\w+/g, String(ticket.id))
      const isForm = route.methods.includes('POST')
      const answer = isForm
        ? await olga.post(path, { body: 'x' }, { 'hx-request': 'true' })
        : await tus(olga, route.methods.at(-1)!, path)
      assert.equal(answer.status, 403, route.pattern)
      assert.include(answer.text, 'Maria Test, read only', route.pattern)
    }
    const page = await olga.post(`/tickets/${ticket.id}/comments`, { body: 'Not mine' })
    assert.include(page.text, 'You view the desk as Maria Test, read only. Nothing was changed')
    assert.deepEqual(await standing(ticket.id), before)
  })

  test('what a page of the view sends after its end is not done by the admin', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    await start()
    await olga.get(`/tickets/${ticket.id}`)
    const headers = { 'x-csrf-token': await olga.csrfToken() }
    await db.from('sessions').update({ viewing_as_id: null, viewing_since: null })
    const before = await standing(ticket.id)
    const withFile = new FormData()
    withFile.set('body', 'As Maria would')
    const refused = [
      await olga.post(`/tickets/${ticket.id}/comments`, withFile),
      await olga.raw('POST', `/tickets/${ticket.id}/transitions/approve`, { headers }),
    ]
    for (const answer of refused) {
      assert.equal(answer.status, 403)
      assert.include(answer.text, 'made while you viewed the desk as somebody else')
    }
    assert.deepEqual(await standing(ticket.id), before)
    await olga.get(`/tickets/${ticket.id}`)
    const own = await olga.post(`/tickets/${ticket.id}/priority`, { priority: 'urgent' })
    assert.equal(own.status, 302)
  })

  test('leaves no trace on the person', async ({ assert }) => {
    const ticket = await move(cast.ana, await ask(cast.maria), 'approve')
    const [fresh] = await db.from('notifications').where('user_id', cast.maria.id)
    assert.isNull(fresh.read_at)
    await start()
    const page = await olga.get(`/tickets/${ticket.id}`)
    assert.notInclude(page.text, '/notifications/readings')
    await olga.get('/notifications')
    const [still] = await db.from('notifications').where('user_id', cast.maria.id)
    assert.deepEqual(still, fresh)
    const { last_seen_at: seen } = await db.from('users').where('id', cast.maria.id).firstOrFail()
    assert.isNull(seen)
    const headers = { 'content-type': 'application/json', 'x-csrf-token': await olga.csrfToken() }
    const body = JSON.stringify({ stream: 'abcdefghijklmnopqrstuv', tickets: [ticket.id] })
    const looking = await olga.raw('POST', '/live/looking', { headers, body })
    assert.equal(looking.status, 403)
    assert.lengthOf(await db.from('live_lookers'), 0)
  })

  test('what is the person’s own secret stays shut', async ({ assert }) => {
    await start()
    for (const path of ['profile', 'password', 'sessions', 'telegram', 'telegram/codes']) {
      const page = await olga.get(`/me/${path}`)
      assert.equal(page.status, 403, path)
      assert.include(page.text, 'stays shut for you')
    }
    for (const path of ['/decisions/abc', '/ratings/abc', '/email/confirm/abc', '/setup']) {
      assert.equal(await statusOf(olga.get(path)), 403, path)
    }
    assert.equal(await statusOf(olga.get('/me/notifications')), 200)
    const ticket = await ask(cast.maria)
    const certificate = await olga.get(`/tickets/${ticket.id}/certificate`)
    assert.equal(certificate.status, 403)
    assert.include(certificate.text, 'names who had it made')
  })

  test('is for admins, and never as an admin, oneself or somebody shut out', async ({ assert }) => {
    const other = await makePerson({ role: 'admin' })
    const gone = await makePerson()
    await deactivatePerson(gone.id, { seen: 0 }, { by: cast.admin, channel: 'web' })
    for (const id of [other.id, cast.admin.id, gone.id]) {
      assert.equal(await statusOf(olga.post(`/admin/users/${id}/viewing`)), 403)
    }
    assert.equal(await statusOf(olga.post('/admin/users/999999/viewing')), 404)
    assert.equal(await statusOf(start({ reason: 'x'.repeat(201) })), 422)
    const ana = await visit(cast.ana)
    assert.equal(await statusOf(ana.post(`/admin/users/${cast.maria.id}/viewing`)), 403)
    await start()
    assert.equal(await statusOf(olga.post(`/admin/users/${cast.ana.id}/viewing`)), 403)
    assert.lengthOf(await audits(), 1)
  })

  test('turns open pages away, and its stream is the person’s', async ({ assert }) => {
    const old = await listen(olga)
    await start()
    await hub.closeEnded(new Set([cast.admin.id]))
    await until(() => old.hasEnded, 'the stream of before has ended')
    assert.deepEqual(old.all('end')[0].data, { why: 'changed' })
    const eyes = await listen(olga)
    assert.deepEqual([...hub.streams.byUser.keys()], [cast.maria.id])
    await olga.post('/viewing/end')
    await hub.closeEnded()
    await until(() => eyes.hasEnded, 'hers has ended')
    const late = `/live?since=0&viewer=${cast.admin.id}-as-${cast.maria.id}`
    const refused = await olga.get(late, { accept: 'text/event-stream' })
    assert.include(refused.text, '{"why":"changed"}')
    assert.deepEqual(eyes.all('end')[0].data, { why: 'changed' })
    await until(() => hub.streams.size === 0, 'all have left')
  })

  test('ends by itself after an hour, once', async ({ assert }) => {
    await start()
    const { id, viewing_since: since } = await session()
    const viewer = { sessionId: id, userId: cast.maria.id }
    let whyEnded = await findEnded([id])
    assert.isNull(whyEnded(viewer))
    assert.equal(whyEnded({ ...viewer, userId: cast.admin.id }), 'changed')
    const hourAgo = new Date(since.getTime() - 60 * 60_000)
    await db.from('sessions').where('id', id).update({ viewing_since: hourAgo })
    whyEnded = await findEnded([id])
    assert.equal(whyEnded(viewer), 'changed')
    assert.equal(await statusOf(olga.get('/admin/users')), 200)
    await endOverdueViewings()
    assert.equal(await whyLast(), 'time')
    assert.lengthOf(await audits(), 2)
  })

  test('ends with the session, the role, and the person', async ({ assert }) => {
    await start()
    await db.from('users').where('id', cast.admin.id).update({ role: 'member' })
    assert.equal(await statusOf(olga.get('/admin/users')), 403)
    assert.equal(await whyLast(), 'rights_lost')
    await db.from('users').where('id', cast.admin.id).update({ role: 'admin' })
    await start()
    await deactivatePerson(cast.maria.id, { seen: 0 }, { by: cast.admin, channel: 'web' })
    assert.equal(await statusOf(olga.get('/admin/users')), 200)
    assert.equal(await whyLast(), 'person_changed')
    await olga.post(`/admin/users/${cast.ana.id}/viewing`)
    assert.equal(await statusOf(olga.post('/logout')), 302)
    assert.equal(await whyLast(), 'session_ended')
    assert.lengthOf(await audits(), 6)
  })

  test('costs one query more, and mixes no counts', async ({ assert }) => {
    await ask(cast.rico)
    await ask(cast.maria)
    const own = await olga.get('/')
    await start()
    const hers = await olga.get('/')
    const maria = await visit(cast.maria)
    const real = await maria.get('/')
    assert.equal(totalOf(hers.text), totalOf(real.text))
    assert.notEqual(totalOf(hers.text), totalOf(own.text))
    const [first, second] = [
      await olga.get('/me/notifications'),
      await maria.get('/me/notifications'),
    ]
    assert.equal(queriesOf(first) - queriesOf(second), 1)
  })

  async function whyLast() {
    const last = await db
      .from('audit_events')
      .where('action', 'viewing_ended')
      .orderBy('id', 'desc')
    return last[0].changes[0].after
  }
})

const totalOf = (page: string) => page.match(/href="\/tickets\?tab=all"[\s\S]*?(\d+)</)?.[1]

const queriesOf = ({ headers }: { headers: Headers }) =>
  Number(headers.get('server-timing')!.match(/(\d+) queries/)![1])

/** What a write would leave behind. */
async function standing(ticketId: number) {
  const counted = ['comments', 'activities', 'audit_events', 'single_use_tokens', 'attachments']
  const counts = []
  for (const table of counted) counts.push(await db.from(table).count('* as count').first())
  const ticket = await db.from('tickets').where('id', ticketId).firstOrFail()
  const users = await db.from('users').orderBy('id').select('updated_at', 'last_seen_at', 'theme')
  return { counts, ticket, users }
}
