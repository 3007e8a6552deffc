import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { NotFound, Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import { addPin } from '#services/proofing/add_pin'
import { answerPin } from '#services/proofing/answer_pin'
import { judgeVersion } from '#services/proofing/judge_version'
import { resolvePin } from '#services/proofing/resolve_pin'
import type { Guest } from '#services/proofing/speaker'
import { getAs, postAs } from '#tests/support/answers'
import { deliver } from '#tests/support/deliverables'
import { lastActivity } from '#tests/support/events'
import { statusOf, textOf } from '#tests/support/look'
import { as, onAProof, toldOf, type ProofDesk } from '#tests/support/proofs'
import type { Fields } from '#tests/support/visitor'

const BOX = { shape: 'box', points: '[[0.1,0.2],[0.3,0.45]]' }

test.group('A proof', (group) => {
  let cast: ProofDesk['cast']
  let ticket: ProofDesk['ticket']
  let page: ProofDesk['page']
  let deliverableId: ProofDesk['deliverableId']
  let name: ProofDesk['name']
  let maria: ProofDesk['maria']
  let kim: ProofDesk['kim']
  let next: ProofDesk['next']
  let row: ProofDesk['row']
  let pinRow: ProofDesk['pinRow']
  let openOnTicket: ProofDesk['openOnTicket']
  let countOf: ProofDesk['countOf']
  onAProof(group, (desk) => {
    ;({
      cast,
      ticket,
      page,
      deliverableId,
      name,
      maria,
      kim,
      next,
      row,
      pinRow,
      openOnTicket,
      countOf,
    } = desk)
  })

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
    assert.deepInclude(deed.details, { deliverable: name, pin: 1 })
    assert.deepEqual(await toldOf(deed.id), [[cast.kim.id, 'mention']])
    const text = await textOf(kim.get(page))
    assert.match(
      text,
      /id="pin-1"[^>]*data-shape="box"[^>]*data-points="\[\[0.1,0.2\],\[0.3,0.45\]\]"/
    )
    assert.include(text, '10–30 % from the left, 20–45 % from above')
    assert.include(text, '<em>name</em>')
    assert.match(text, /<span data-needs-script>Draw on the picture/)
    assert.match(text, /<span data-without-script>Say what you mean, and where it is\.<\/span>/)
    assert.include(await textOf(kim.get(`/tickets/${ticket.id}`)), `put pin 1 on ${name}`)
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
