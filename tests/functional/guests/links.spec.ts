import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import type { Delivered } from '#services/deliverables/deliver_files'
import { trashTicket } from '#services/tickets/trash_ticket'
import { statusOf, textOf } from '#tests/support/accounts'
import { getAs, postAs } from '#tests/support/answers'
import { deliver } from '#tests/support/deliverables'
import { guestAt, invite } from '#tests/support/guests'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { visit, Visitor } from '#tests/support/visitor'

const TITLE = 'The hidden title'

test.group('A link for guests', (group) => {
  let cast: Cast
  let ticket: Ticket
  let banner: Delivered
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast, { title: TITLE })
    banner = await deliver(cast.kim, ticket, { name: 'banner.png' })
    return [cast, ticket, banner]
  })

  const guests = () => `/tickets/${ticket.id}/guests`

  test('is made by either side, shown once, kept as a hash, audited and on the ticket', async ({
    assert,
  }) => {
    const maria = await visit(cast.maria)
    const form = { 'label': 'Acme', 'days': 14, 'deliverables[]': [banner.deliverable.id] }
    const made = await maria.post(guests(), form)
    assert.equal(made.status, 200)
    const path = made.text.match(/value="[^"]*(\/review\/[\w-]{43})"/)![1]
    const row = await db.from('guest_reviews').where('ticket_id', ticket.id).firstOrFail()
    assert.notInclude(JSON.stringify(row), path.split('/')[2])
    const { text } = await maria.get(guests())
    assert.notInclude(text, path)
    assert.include(text, 'Nobody has come by yet')
    const audit = await db.from('audit_events').where('subject_type', 'guest_link').first()
    assert.deepInclude(audit, { action: 'guest_link_made', actor_id: cast.maria.id })
    assert.notInclude(JSON.stringify(audit), 'Acme')
    const deed = await db.from('activities').where({ action: 'guest_invited' }).firstOrFail()
    assert.equal(deed.actor_id, cast.maria.id)
  })

  test('is for hosts alone: others who see the ticket are told why, strangers find nothing', async ({
    assert,
  }) => {
    const statuses = async (names: (keyof Cast)[]) =>
      Promise.all(names.map((name) => statusOf(getAs(cast[name], guests()))))
    assert.deepEqual(await statuses(['kim', 'maria', 'ana', 'ben', 'admin']), Array(5).fill(200))
    assert.deepEqual(await statuses(['joy', 'rico']), [403, 404])
    const form = { 'label': 'Acme', 'days': 14, 'deliverables[]': [banner.deliverable.id] }
    assert.equal(await statusOf(postAs(cast.joy, guests(), form)), 403)
    assert.equal(await statusOf(postAs(cast.rico, guests(), form)), 404)
    assert.equal(await statusOf(new Visitor().get(guests())), 302)
    assert.lengthOf(await db.from('guest_reviews').where('ticket_id', ticket.id), 0)
  })

  test('names things of this ticket, for 1 to 60 days, and takes no nonsense', async ({
    assert,
  }) => {
    const other = await ticketAt('in_progress', cast)
    const theirs = await deliver(cast.kim, other, { name: 'theirs.png' })
    const kim = await visit(cast.kim)
    const good = { 'label': 'Acme', 'days': 14, 'deliverables[]': [banner.deliverable.id] }
    const wrong = [
      { 'deliverables[]': [] },
      { 'deliverables[]': [banner.deliverable.id, theirs.deliverable.id] },
      { 'deliverables[]': ['x', '-1', '1e99'], 'days': 'soon' },
      { days: 0 },
      { days: 61 },
      { label: 'Ac\u202eme' },
    ]
    for (const one of wrong) {
      const answer = await kim.post(guests(), { ...good, ...one } as never)
      assert.equal(answer.status, 422, JSON.stringify(one))
      assert.notInclude(answer.text, '/review/')
    }
    assert.lengthOf(await db.from('guest_reviews'), 0)
    await db.table('guest_reviews').multiInsert(
      Array.from({ length: 20 }, (_, at) => ({
        ticket_id: ticket.id,
        token_hash: `x${at}`,
        created_by: cast.kim.id,
        created_at: clock.now().toJSDate(),
        expires_at: clock.now().plus({ days: 1 }).toJSDate(),
      }))
    )
    const full = await kim.post(guests(), good)
    assert.equal(full.status, 422)
    assert.include(full.text, '20 open links at most')
  })

  test('asks for a name first, and shows nothing of the ticket but what it names', async ({
    assert,
  }) => {
    await deliver(cast.kim, ticket, { name: 'unnamed.png' })
    const path = await invite(cast.kim, ticket, [banner.deliverable])
    const visitor = new Visitor()
    const first = await visitor.get(path)
    assert.equal(first.status, 200)
    assert.include(first.text, 'What is your name?')
    assert.equal(first.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(first.headers.get('x-robots-tag'), 'noindex, nofollow')
    assert.equal(first.headers.get('cache-control'), 'no-store')
    const file = `${path}/files/${banner.file.id}`
    assert.equal(await statusOf(visitor.get(file)), 404)
    const entered = await visitor.post(`${path}/guests`, { name: 'Gus' })
    assert.equal(entered.status, 303)
    const kept = entered.headers.getSetCookie().find((one) => one.includes('countersign-guest'))!
    assert.match(kept, new RegExp(`Path=${path}; HttpOnly; SameSite=Lax`))
    const { text } = await visitor.get(path)
    assert.include(text, 'banner.png')
    for (const hidden of [TITLE, 'unnamed.png', `#${ticket.id}`, 'Kim', 'Maria', 'In progress']) {
      assert.notInclude(text, hidden)
    }
    const shown = await visitor.get(file)
    assert.equal(shown.status, 200)
    assert.equal(shown.headers.get('cache-control'), 'no-store')
    assert.include(shown.headers.get('content-security-policy')!, 'sandbox')
    const part = await visitor.get(file, { range: 'bytes=0-9' })
    assert.equal(part.status, 206)
    assert.lengthOf(await db.from('sessions').whereNull('user_id'), 0)
    assert.include(await textOf(getAs(cast.kim, guests())), 'Came by: Gus')
  })

  test('leads to the versions of what it names, and to no other file', async ({ assert }) => {
    const newer = await deliver(cast.kim, ticket, { name: 'banner.png' })
    const hidden = await deliver(cast.kim, ticket, { name: 'unnamed.png' })
    const taken = await deliver(cast.kim, ticket, { name: 'banner.png' })
    await db.from('attachments').where('id', taken.file.id).update({ removed_at: new Date() })
    const brief = await deliver(cast.kim, ticket, { name: 'brief.png' })
    await db
      .from('attachments')
      .where('id', brief.file.id)
      .update({ kind: 'brief', deliverable_id: null, version: null })
    const guest = await guestAt(await invite(cast.kim, ticket, [banner.deliverable]))
    const path = await invite(cast.kim, ticket, [banner.deliverable])
    const gus = await guestAt(path)
    const statusFor = (id: number | string, part = '') =>
      statusOf(gus.get(`${path}/files/${id}${part}`))
    assert.equal(await statusFor(banner.file.id), 200)
    assert.equal(await statusFor(newer.file.id), 200)
    for (const { file } of [hidden, taken, brief]) {
      for (const part of ['', '/thumbnail', '/screen']) {
        assert.equal(await statusFor(file.id, part), 404)
      }
    }
    for (const id of ['0', '99999999', 'x', '1e3', '-1', '99999999999']) {
      assert.equal(await statusFor(id), 404)
    }
    assert.equal(await statusOf(guest.get(`${path}/files/${banner.file.id}`)), 404)
  })

  test('is looked for under any address, whatever signs it holds', async ({ assert }) => {
    const gus = new Visitor()
    for (const odd of ['%E2%82%AC', '%0D%0Ax: y', '%F0%9F%92%A3/deliverables/1']) {
      const answer = await gus.get(`/review/${odd}`, { 'hx-request': 'true' })
      assert.equal(answer.status, 404, odd)
      assert.match(answer.headers.get('hx-redirect')!, /^\/review\/[%\w]+$/)
    }
  })

  test('ends at once, for open pages too, and tells nobody why', async ({ assert }) => {
    const ends: [string, () => Promise<unknown>][] = [
      ['revoked', async () => postAs(cast.maria, `${guests()}/${await newest()}/end`)],
      ['run out', async () => clock.moveTo(clock.now().plus({ days: 15 }))],
      ['maker gone', () => set('users', cast.kim.id, { deactivated_at: new Date() })],
      ['maker locked', () => set('users', cast.kim.id, { admin_locked_at: new Date() })],
      ['removed', () => set('deliverables', banner.deliverable.id, { removed_at: new Date() })],
      ['trash', () => trashTicket(ticket.id, { by: cast.ben, channel: 'web' })],
    ]
    const newest = async () => {
      const { id } = await db.from('guest_reviews').max('id as id').firstOrFail()
      return id
    }
    const set = (table: string, id: number, row: object) => db.from(table).where({ id }).update(row)
    const unknown = await new Visitor().get(`/review/${'A'.repeat(43)}`)
    assert.equal(unknown.status, 404)
    const bare = (text: string) => text.replaceAll(/content="[^"]*"|nonce="[^"]*"/g, '')
    const path = await invite(cast.kim, ticket, [banner.deliverable])
    const gus = await guestAt(path)
    for (const [why, end] of ends) {
      assert.equal(await statusOf(gus.get(path)), 200, why)
      await db.rawQuery('savepoint alive')
      await end()
      const dead = await gus.get(path)
      assert.equal(dead.status, 404, why)
      assert.equal(bare(dead.text), bare(unknown.text), why)
      assert.equal(await statusOf(gus.get(`${path}/files/${banner.file.id}`)), 404, why)
      assert.equal(await statusOf(gus.post(`${path}/messages`, { body: 'Late' })), 404, why)
      if (why === 'revoked') {
        const fresh = new Visitor()
        assert.equal(await statusOf(fresh.post(`${path}/guests`, { name: 'New' })), 404)
      }
      await db.rawQuery('rollback to savepoint alive')
      clock.goOn()
    }
    assert.lengthOf(await db.from('guest_messages'), 0)
  })
})
