import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { NotFound, Refusal } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { addPin } from '#services/proofing/add_pin'
import { answerPin } from '#services/proofing/answer_pin'
import { judgeVersion } from '#services/proofing/judge_version'
import { resolvePin } from '#services/proofing/resolve_pin'
import type { Guest } from '#services/proofing/speaker'
import { getAs, postAs } from '#tests/support/answers'
import { deliver } from '#tests/support/deliverables'
import { lastActivity } from '#tests/support/events'
import { queriesOf, statusOf, textOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'
import { visit, type Fields, type Visitor } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true' }
const BOX = { shape: 'box', points: '[[0.1,0.2],[0.3,0.45]]' }

test.group('A proof', (group) => {
  let cast: Cast
  let ticket: Ticket
  let page: string
  let deliverableId: number
  let name: string
  let made = 0
  let maria: Visitor
  let kim: Visitor
  // One ticket serves all tests; each delivers something of its own on it.
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    maria = await visit(cast.maria)
    kim = await visit(cast.kim)
  })
  group.each.setup(async () => {
    name = `static-0${(made += 1)}.png`
    const { deliverable } = await next()
    deliverableId = deliverable.id
    page = `/tickets/${ticket.id}/deliverables/${deliverableId}`
    const { open_pins: open } = await ticketRow()
    before = open
  })

  let before: number
  const next = () => deliver(cast.kim, ticket, { name })
  const ticketRow = () => db.from('tickets').where('id', ticket.id).firstOrFail()
  const row = () => db.from('deliverables').where('id', deliverableId).firstOrFail()
  const pinRow = (number: number) =>
    db.from('pins').where({ deliverable_id: deliverableId, number }).firstOrFail()
  const openOnTicket = async () => {
    const { open_pins: open } = await ticketRow()
    return open - before
  }

  const as = (by: User) => ({ by: { by, channel: 'web' as const } })
  const toldOf = async (activityId: number) => {
    const rows = await db.from('notifications').where('activity_id', activityId).orderBy('user_id')
    return rows.map((one) => [one.user_id, one.kind])
  }
  const countOf = async (table: string) => {
    const { count } = await db
      .from(table)
      .where('deliverable_id', deliverableId)
      .count('*')
      .firstOrFail()
    return Number(count)
  }

  test('a pin is drawn, numbered, counted, told of and stands there in words', async ({
    assert,
  }) => {
    const forged = { author_id: cast.ben.id, number: 77, resolved_at: '2020-01-01' }
    const form = { ...BOX, ...forged, version: 1, body: 'Larger *name* @kim' }
    const answer = await maria.post(`${page}/pins`, form)
    assert.equal(answer.status, 303)
    assert.equal(answer.location, `${page}?version=1#pin-1`)
    const pin = await pinRow(1)
    assert.deepInclude(pin, { author_id: cast.maria.id, shape: 'box', resolved_at: null })
    assert.deepEqual(pin.points, [
      [0.1, 0.2],
      [0.3, 0.45],
    ])
    assert.deepInclude(await row(), { open_pins: 1, next_pin: 2 })
    assert.equal(await openOnTicket(), 1)
    const deed = await lastActivity(ticket.id)
    assert.deepInclude(deed, { action: 'pinned', actor_id: cast.maria.id })
    assert.equal(deed.details.name, `pin 1 on ${name}`)
    assert.deepEqual(await toldOf(deed.id), [[cast.kim.id, 'mention']])
    const text = await textOf(kim.get(page))
    assert.match(
      text,
      /id="pin-1"[^>]*data-shape="box"[^>]*data-points="\[\[0.1,0.2\],\[0.3,0.45\]\]"/
    )
    assert.include(text, '10–30 % from the left, 20–45 % from above')
    assert.include(text, '<em>name</em>')
  })

  test('an answer tells who spoke there and sees the ticket, not the actor; watchers speak too', async ({
    assert,
  }) => {
    await addPin(ticket.id, deliverableId, { ...BOX, body: 'Larger' }, as(cast.maria))
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: cast.rico.id, added_at: new Date() })
    const watching = { body: 'And bolder' }
    assert.equal(await statusOf(postAs(cast.rico, `${page}/pins/1/answers`, watching)), 303)
    await db.from('watchers').where('ticket_id', ticket.id).delete()
    const answer = await kim.post(`${page}/pins/1/answers`, { body: 'Done', version: 1 })
    assert.equal(answer.location, `${page}?version=1#pin-1`)
    const deed = await lastActivity(ticket.id)
    assert.equal(deed.action, 'pin_answered')
    assert.deepEqual(await toldOf(deed.id), [[cast.maria.id, 'pin_answered']])
    const sent = await db.from('deliveries').where('activity_id', deed.id)
    assert.lengthOf(sent, 0)
    const told = await db.from('notifications').where('activity_id', deed.id).firstOrFail()
    const opened = await maria.post(`/notifications/${told.id}`, { as: 'opened' })
    assert.equal(opened.location, `${page}?pin=1#pin-1`)
    const text = await textOf(maria.get(page))
    assert.match(text, /Rico Test[\s\S]*And bolder[\s\S]*Kim Test[\s\S]*Done/)
  })

  test('an open pin stands on the next version and is checked off there', async ({ assert }) => {
    for (const body of ['First', 'Second']) {
      await addPin(ticket.id, deliverableId, { body }, as(cast.maria))
    }
    await next()
    await addPin(ticket.id, deliverableId, { body: 'Third' }, as(cast.ana))
    const done = await kim.post(`${page}/pins/1/resolution`, { version: 2 })
    assert.equal(done.status, 303)
    assert.deepInclude(await row(), { open_pins: 2, next_pin: 4 })
    assert.equal(await openOnTicket(), 2)
    const [{ resolved_on: on }, { current_id: newest }] = [await pinRow(1), await row()]
    assert.equal(on, newest)
    const deed = await lastActivity(ticket.id)
    assert.deepEqual(await toldOf(deed.id), [[cast.maria.id, 'pin_resolved']])
    const again = await postAs(cast.ben, `${page}/pins/1/resolution`, { version: 2 })
    assert.equal(again.status, 409)
    assert.include(again.text, 'Kim Test has checked off pin 1 already.')
    await next()
    const pins = async (query: string) => {
      const text = await textOf(maria.get(`${page}${query}`))
      const found = text.matchAll(/id="pin-(\d)"[^>]*?data-pin="\d"[^>]*?>/g)
      return [...found].map(
        ([tag, number]) => `${number}${tag.includes('data-open') ? '' : ' done'}`
      )
    }
    assert.deepEqual(await pins('?version=1'), ['1 done', '2'])
    assert.deepEqual(await pins('?version=2'), ['1 done', '2', '3'])
    assert.deepEqual(await pins(''), ['2', '3'])
    assert.deepEqual(await pins('?pin=1'), ['1 done', '2', '3'])
    const text = await textOf(maria.get(page))
    assert.include(text, 'from version 1')
    assert.include(text, 'One pin of an earlier version is checked off')
    assert.equal(await statusOf(maria.post(`${page}/pins/1/resolution/delete`)), 303)
    assert.deepEqual(await pins(''), ['1', '2', '3'])
    assert.equal(await openOnTicket(), 3)
    assert.equal(await statusOf(maria.post(`${page}/pins/1/resolution/delete`)), 409)
  })

  test('its author, who does the work and who decides check a pin off; nobody else', async ({
    assert,
  }) => {
    await addPin(ticket.id, deliverableId, { body: 'Mine' }, as(cast.maria))
    const refused = await postAs(cast.joy, `${page}/pins/1/resolution`)
    assert.equal(refused.status, 403)
    assert.include(refused.text, 'Who made a pin, who does the work and who decides check it off.')
    await addPin(ticket.id, deliverableId, { body: 'Joy asks' }, as(cast.joy))
    for (const [person, number] of [
      [cast.joy, 2],
      [cast.ana, 1],
    ] as const) {
      assert.equal(await statusOf(postAs(person, `${page}/pins/${number}/resolution`)), 303)
    }
    assert.equal(await openOnTicket(), 0)
    assert.notInclude(await textOf(getAs(cast.joy, page)), `${page}/pins/1/resolution`)
  })

  test('the newest version is decided on, by others than who put it on; all decisions stand there', async ({
    assert,
  }) => {
    const decide = (person: User, fields: Fields) => postAs(person, `${page}/decisions`, fields)
    const wish = { version: 1, decision: 'changes_required' }
    const silent = await decide(cast.maria, wish)
    assert.equal(silent.status, 422)
    assert.include(silent.text, 'Say what has to change, here or in a pin.')
    assert.equal(await statusOf(decide(cast.maria, { ...wish, note: 'Larger' })), 303)
    assert.equal(await statusOf(decide(cast.ana, { version: 1, decision: 'approved' })), 303)
    assert.deepInclude(await row(), { decision: 'approved', decided_by: cast.ana.id })
    const deed = await lastActivity(ticket.id)
    assert.deepInclude(deed, { action: 'proof_decided', actor_id: cast.ana.id })
    assert.deepEqual(await toldOf(deed.id), [[cast.kim.id, 'proof_decided']])
    const text = await textOf(kim.get(page))
    assert.match(text, /data-counts="yes"[\s\S]*Ana Test[\s\S]*data-counts="no"[\s\S]*Maria Test/)
    assert.include(await textOf(kim.get(`/tickets/${ticket.id}`)), `approved ${name}`)
    assert.equal(await statusOf(decide(cast.kim, { version: 1, decision: 'approved' })), 403)
    await deliver(cast.ben, ticket, { name })
    assert.deepInclude(await row(), { decision: null, decided_by: null })
    const late = await decide(cast.maria, { ...wish, note: 'Typed for long' })
    assert.equal(late.status, 409)
    assert.include(late.text, 'Ben Test put on version 2')
    assert.include(late.text, 'Typed for long')
    assert.notMatch(late.text, /name="decision"[^>]*checked/)
    const own = await decide(cast.ben, { version: 2, decision: 'approved' })
    assert.equal(own.status, 403)
    assert.include(own.text, 'You put this version on yourself.')
    assert.equal(await countOf('proof_decisions'), 2)
  })

  test('a mistake gives the form back as typed, as a page and in place', async ({ assert }) => {
    const form = { shape: 'box', points: '[[0.1,0.1],[0.4,0.4]]', version: 1, body: ' ' }
    for (const headers of [{}, HTMX]) {
      const answer = await maria.post(`${page}/pins`, form, headers)
      assert.equal(answer.status, 422)
      assert.include(answer.text, 'Write something first.')
      assert.include(answer.text, 'value="[[0.1,0.1],[0.4,0.4]]"')
      assert.equal(answer.text.includes('<html'), headers !== HTMX)
    }
    const long = 'x'.repeat(2001)
    const wrong: [string, Fields][] = [
      ['pins', { body: long }],
      ['pins', { body: 'x', shape: 'point', points: '[[7,0]]' }],
      ['pins', { body: 'x', shape: 'star' }],
      ['pins', { 'body': 'x', 'points[]': ['1', '2'] }],
      ['pins', { body: 'x', version: 'x' }],
      ['pins', { body: 'x', page: '-1' }],
      ['decisions', { decision: 'maybe', version: 1 }],
      ['decisions', { version: 1 }],
      ['decisions', { decision: 'approved' }],
      ['decisions', { decision: 'approved', version: 1, note: long }],
    ]
    for (const [where, fields] of wrong) {
      const { status } = await maria.post(`${page}/${where}`, fields)
      assert.equal(status, 422, JSON.stringify(fields).slice(0, 60))
    }
    assert.equal(await statusOf(maria.post(`${page}/pins`, { body: 'x', version: 9 })), 404)
    const addresses = ['?version=0', '?version=x', '?version=7', '?page=x', '?pin=x', '?pin[]=x']
    for (const query of addresses) {
      const { status } = await maria.get(page + query)
      assert.isTrue(status >= 400 && status < 500, query)
    }
    assert.deepEqual([await countOf('pins'), await countOf('proof_decisions')], [0, 0])
    const swapped = await maria.post(`${page}/pins`, { body: 'In place', version: 1 }, HTMX)
    assert.equal(swapped.status, 200)
    assert.match(swapped.text, /id="proof"[\s\S]*In place[\s\S]*Pin 1 is on version 1/)
  })

  test('strangers find nothing, people who are only proposed read', async ({ assert }) => {
    await addPin(ticket.id, deliverableId, { body: 'Hidden' }, as(cast.maria))
    const rico = await visit(cast.rico)
    const forms = [
      'pins',
      'pins/1/answers',
      'pins/1/resolution',
      'pins/1/resolution/delete',
      'decisions',
    ]
    assert.equal(await statusOf(rico.get(page)), 404)
    for (const headers of [{}, HTMX]) {
      for (const where of forms) {
        const answer = await rico.post(
          `${page}/${where}`,
          { body: 'x', version: 1, decision: 'approved' },
          headers
        )
        assert.equal(answer.status, 404, where)
        assert.notInclude(answer.text, name)
      }
    }
    const other = await ticketAt('in_progress', cast)
    const elsewhere = page.replace(`/${ticket.id}/`, `/${other.id}/`)
    assert.equal(await statusOf(maria.get(elsewhere)), 404)
    const planned = await ticketAt('requested', cast, { assigneeId: cast.joy.id })
    await db.from('deliverables').where('id', deliverableId).update({ ticket_id: planned.id })
    const joy = await visit(cast.joy)
    const theirs = page.replace(`/${ticket.id}/`, `/${planned.id}/`)
    const read = await joy.get(theirs)
    assert.equal(read.status, 200)
    assert.include(read.text, 'You can pin and answer once it is approved.')
    assert.notInclude(read.text, 'data-new-pin')
    assert.equal(await statusOf(joy.post(`${theirs}/pins`, { body: 'x' })), 403)
    assert.equal(await countOf('pins'), 1)
  })

  test('what was taken away says so, and gives back what was typed', async ({ assert }) => {
    await db
      .from('deliverables')
      .where('id', deliverableId)
      .update({ removed_at: new Date(), removed_by: cast.kim.id })
    const gone = await maria.get(page)
    assert.equal(gone.status, 404)
    assert.include(gone.text, `“${name}” was taken away.`)
    for (const headers of [{}, HTMX]) {
      const late = await maria.post(`${page}/pins`, { body: 'A long thought' }, headers)
      assert.equal(late.status, 409)
      assert.include(late.text, 'A long thought')
    }
    assert.equal(await statusOf(getAs(cast.rico, page)), 404)
  })

  test('a guest speaks as long as his link lasts, checks off his own, and advises', async ({
    assert,
  }) => {
    await addPin(ticket.id, deliverableId, { body: 'House' }, as(cast.maria))
    const guest = await makeGuest()
    const speaker = { guest }
    const { number } = await addPin(ticket.id, deliverableId, { body: 'Too dark' }, speaker)
    const deed = await lastActivity(ticket.id)
    assert.deepInclude(deed, { action: 'pinned', actor_id: null })
    assert.equal(deed.details.guest, 'Nina')
    assert.deepEqual(await toldOf(deed.id), [
      [cast.ana.id, 'guest_said'],
      [cast.kim.id, 'guest_said'],
    ])
    await judgeVersion(ticket.id, deliverableId, { version: 1, decision: 'approved' }, speaker)
    assert.deepInclude(await row(), { decision: null })
    await resolvePin(ticket.id, deliverableId, number, {}, speaker)
    const house = () => resolvePin(ticket.id, deliverableId, 1, {}, speaker)
    await assert.rejects(house, Refusal as never)
    const text = await textOf(kim.get(page))
    assert.match(text, /Nina<\/b>\s*<small>guest/)
    assert.include(text, 'guest, as advice')
    const links = db.from('guest_reviews').where('id', guest.reviewId)
    await links.update({ revoked_at: new Date(), revoked_by: cast.ana.id })
    const late = () => answerPin(ticket.id, deliverableId, 1, { body: 'x' }, speaker)
    await assert.rejects(late, NotFound as never)
  })

  test('the page asks as many questions for 50 pins as for 5, and there is an end', async ({
    assert,
  }) => {
    await fill(5)
    const few = await kim.get(page)
    assert.lengthOf([...few.text.matchAll(/data-pin="/g)], 5)
    await fill(50)
    const many = await kim.get(page)
    assert.lengthOf([...many.text.matchAll(/data-pin="/g)], 50)
    assert.equal(queriesOf(many), queriesOf(few))
    await db.from('deliverables').where('id', deliverableId).update({ next_pin: 501 })
    const full = await kim.post(`${page}/pins`, { body: 'x' })
    assert.include(full.text, 'A deliverable holds 500 pins at most.')
    await db.from('pins').where('deliverable_id', deliverableId).update({ comment_count: 201 })
    const crowded = await kim.post(`${page}/pins/3/answers`, { body: 'x' })
    assert.equal(crowded.status, 422)
    assert.include(crowded.text, 'A pin holds 200 answers at most.')
    await db.rawQuery(
      `insert into proof_decisions (deliverable_id, attachment_id, decision, user_id, is_advice, created_at)
       select id, current_id, 'approved', ?, false, now() from deliverables, generate_series(1, 500) where id = ?`,
      [cast.maria.id, deliverableId]
    )
    const judged = await postAs(cast.maria, `${page}/decisions`, {
      version: 1,
      decision: 'approved',
    })
    assert.equal(judged.status, 422)
    assert.include(judged.text, 'A deliverable holds 500 decisions at most.')
  })

  /** Pins with two answers each, up to this number. */
  async function fill(upTo: number) {
    const { next_pin: from } = await row()
    await db.rawQuery(
      `with made as (
         insert into pins (deliverable_id, attachment_id, number, shape, author_id, created_at, comment_count)
         select d.id, d.current_id, n, 'note', ?, now(), 3
         from deliverables d, generate_series(${from}, ${upTo}) n where d.id = ? returning id)
       insert into pin_comments (pin_id, author_id, body, created_at)
       select made.id, ?, 'Words @maria', now() from made, generate_series(1, 3)`,
      [cast.kim.id, deliverableId, cast.ana.id]
    )
    await db
      .from('deliverables')
      .where('id', deliverableId)
      .update({ next_pin: upTo + 1 })
  }

  /** Nina, by a link of Ana's that names the deliverable. */
  async function makeGuest(): Promise<Guest> {
    const now = new Date()
    const later = new Date(now.getTime() + 60_000)
    const link = {
      ticket_id: ticket.id,
      token_hash: 'a',
      created_by: cast.ana.id,
      created_at: now,
      expires_at: later,
    }
    const [review] = await db.table('guest_reviews').insert(link).returning('id')
    const reviewId = review.id ?? review
    await db
      .table('guest_review_deliverables')
      .insert({ guest_review_id: reviewId, deliverable_id: deliverableId })
    const [person] = await db
      .table('guests')
      .insert({ guest_review_id: reviewId, name: 'Nina', secret_hash: 'b', created_at: now })
      .returning('id')
    return { id: person.id ?? person, name: 'Nina', reviewId }
  }
})
