import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { addPin } from '#services/proofing/add_pin'
import { answerPin } from '#services/proofing/answer_pin'
import type { Delivered } from '#services/deliverables/deliver_files'
import { statusOf, textOf } from '#tests/support/accounts'
import { postAs } from '#tests/support/answers'
import { deliver } from '#tests/support/deliverables'
import { guestAt, invite } from '#tests/support/guests'
import { queriesOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { told } from '#tests/support/told'
import { visit, Visitor } from '#tests/support/visitor'

test.group('A guest', (group) => {
  let cast: Cast
  let ticket: Ticket
  let banner: Delivered
  let path: string
  let proof: string
  let gus: Visitor
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast, { title: 'The hidden title' })
    banner = await deliver(cast.kim, ticket, { name: 'banner.png' })
    path = await invite(cast.maria, ticket, [banner.deliverable])
    proof = `${path}/deliverables/${banner.deliverable.id}`
    return [cast, ticket, banner]
  })
  group.each.setup(async () => {
    gus = await guestAt(path, 'Gus')
  })

  const by = (person: Cast[keyof Cast]) => ({ by: { by: person, channel: 'web' as const } })
  const staffPin = async (body: string) => {
    const { number } = await addPin(ticket.id, banner.deliverable.id, { body }, by(cast.maria))
    return number
  }

  test('pins, answers, checks off and advises; who invited and who works hear of it, nothing moves', async ({
    assert,
  }) => {
    const place = { shape: 'point', points: '[[0.5,0.25]]', version: 1 }
    const pinned = await gus.post(`${proof}/pins`, { ...place, body: 'Bigger, please' })
    assert.equal(pinned.status, 303)
    assert.equal(pinned.location, `${proof}?version=1#pin-1`)
    assert.equal(await statusOf(gus.post(`${proof}/pins/1/answers`, { body: 'Much bigger' })), 303)
    assert.equal(await statusOf(gus.post(`${proof}/pins/1/resolution`, { version: 1 })), 303)
    assert.equal(await statusOf(gus.post(`${proof}/pins/1/resolution/delete`)), 303)
    const advice = { decision: 'changes_required', note: 'Not yet', version: 1 }
    assert.equal(await statusOf(gus.post(`${proof}/decisions`, advice)), 303)
    const row = await db.from('proof_decisions').firstOrFail()
    assert.deepInclude(row, { is_advice: true, user_id: null, decision: 'changes_required' })
    const deliverable = await db.from('deliverables').where('id', banner.deliverable.id).first()
    assert.deepInclude(deliverable, { decision: null, open_pins: 1 })
    const after = await db.from('tickets').where('id', ticket.id).firstOrFail()
    assert.deepInclude(after, { status: 'in_progress', open_pins: 1 })
    const heard = await told(ticket.id, 'guest_said')
    assert.includeMembers(heard, [cast.maria.id, cast.kim.id])
    const { text } = await gus.get(proof)
    assert.include(text, 'Bigger, please')
    assert.include(text, 'Much bigger')
    assert.include(await textOf(gus.get(path)), 'You: changes required')
  })

  test('sees the pins of the desk by first names, and nothing that is not his', async ({
    assert,
  }) => {
    const number = await staffPin('Look at @kim and #1 here')
    await answerPin(ticket.id, banner.deliverable.id, number, { body: 'Inner talk' }, by(cast.kim))
    const other = await guestAt(await invite(cast.kim, ticket, [banner.deliverable]), 'Olive')
    const second = await guestAt(path, 'Second')
    await second.post(`${proof}/pins`, { body: 'Words of another guest' })
    await second.post(`${proof}/decisions`, { decision: 'approved', note: 'Fine', version: 1 })
    await second.post(`${path}/messages`, { body: 'Secret talk' })
    await gus.post(`${proof}/pins`, { body: 'Own words <b>@maria</b>' })
    const { text } = await gus.get(`${proof}?pin=${number}`)
    assert.include(text, 'Look at @kim and #1 here')
    assert.include(text, 'Own words &lt;b&gt;@maria&lt;/b&gt;')
    assert.include(text, '<b>Maria</b>')
    const both = text + (await textOf(gus.get(path)))
    const hidden = ['Inner talk', 'another guest', 'Secret talk', 'Second', 'Olive', 'Maria Test']
    for (const one of [
      ...hidden,
      'Kim Test',
      'The hidden title',
      `#${ticket.id}<`,
      '/tickets/',
      'ticket:',
      'Marketing',
    ]) {
      assert.notInclude(both, one)
    }
    assert.equal(await statusOf(gus.post(`${proof}/pins/${number}/answers`, { body: 'x' })), 404)
    assert.equal(await statusOf(gus.post(`${proof}/pins/2/answers`, { body: 'x' })), 404)
    const done = { version: 1 }
    assert.equal(await statusOf(gus.post(`${proof}/pins/${number}/resolution`, done)), 403)
    assert.equal(await statusOf(gus.post(`${proof}/pins/2/resolution`, done)), 404)
    assert.equal(await statusOf(other.get(`${proof}`)), 200)
  })

  test('finds nothing of other deliverables, other tickets and other links', async ({ assert }) => {
    const unnamed = await deliver(cast.kim, ticket, { name: 'unnamed.png' })
    const elsewhere = await ticketAt('in_progress', cast)
    const theirs = await deliver(cast.kim, elsewhere, { name: 'theirs.png' })
    const their = await invite(cast.kim, elsewhere, [theirs.deliverable])
    const away = [unnamed, theirs].map(({ deliverable }) => deliverable.id)
    for (const id of [...away, 999999, 'x', '0', '%00', '1;drop']) {
      const page = `${path}/deliverables/${id}`
      for (const answer of [
        await gus.get(page),
        await gus.post(`${page}/pins`, { body: 'x' }),
        await gus.post(`${page}/decisions`, { decision: 'approved', version: 1 }),
      ]) {
        assert.oneOf(answer.status, [400, 404], String(id))
        assert.notMatch(answer.text, /unnamed|theirs/)
      }
    }
    // His cookie is nobody's at another link, and a forged one is nobody's anywhere.
    assert.include(await textOf(gus.get(their)), 'What is your name?')
    const late = await gus.post(`${their}/messages`, { body: 'x' })
    assert.equal(late.status, 403)
    for (const secret of ['x', 'A'.repeat(43), gus.cookie('countersign-guest')!.slice(0, -2)]) {
      const forger = new Visitor()
      await forger.get(path)
      forger.setCookie('countersign-guest', secret)
      assert.include(await textOf(forger.get(path)), 'What is your name?')
      assert.equal(await statusOf(forger.get(`${path}/files/${banner.file.id}`)), 404)
    }
    assert.lengthOf(await db.from('pins'), 0)
    assert.lengthOf(await db.from('guest_messages'), 0)
  })

  test('talks with his hosts, who answer him alone and by first name', async ({ assert }) => {
    const second = await guestAt(path, 'Second')
    const sent = await gus.post(`${path}/messages`, { body: 'When is it\r\ndue? <script>' })
    assert.equal(sent.location, path)
    assert.sameMembers(await told(ticket.id, 'guest_said'), [cast.maria.id, cast.kim.id])
    const page = `/tickets/${ticket.id}/guests`
    const [{ id }] = await db.from('guests').where('name', 'Gus')
    const answer = await postAs(cast.ben, `${page}/${id}/messages`, { body: 'On Friday' })
    assert.equal(answer.status, 303)
    assert.equal(await statusOf(postAs(cast.joy, `${page}/${id}/messages`, { body: 'x' })), 403)
    assert.equal(await statusOf(postAs(cast.rico, `${page}/${id}/messages`, { body: 'x' })), 404)
    assert.equal(await statusOf(postAs(cast.ben, `${page}/999/messages`, { body: 'x' })), 404)
    const { text } = await gus.get(path)
    assert.include(text, 'due? &lt;script&gt;')
    assert.include(text, 'On Friday')
    assert.include(text, '>Ben<')
    assert.notInclude(text, 'Ben Test')
    assert.notInclude(await textOf(second.get(path)), 'On Friday')
    const list = await postAs(cast.ben, `${page}/${id}/messages`, { body: ' ' })
    assert.equal(list.status, 422)
    assert.include(list.text, 'On Friday')
    await db.from('guest_reviews').update({ revoked_at: new Date() })
    assert.equal(await statusOf(postAs(cast.ben, `${page}/${id}/messages`, { body: 'x' })), 409)
  })

  test('keeps nothing on the ticket by his advice', async ({ assert }) => {
    await gus.post(`${proof}/decisions`, { decision: 'approved', version: 1 })
    const remove = `/tickets/${ticket.id}/deliverables/${banner.deliverable.id}/remove`
    const kim = await visit(cast.kim)
    assert.include(await textOf(kim.get(`/tickets/${ticket.id}`)), remove)
    assert.equal(await statusOf(kim.post(remove)), 302)
    assert.equal(await statusOf(gus.get(proof)), 404)
  })

  test('leaves the desk its half of the pins that a deliverable holds', async ({ assert }) => {
    const { id: guestId } = await db.from('guests').orderBy('id', 'desc').firstOrFail()
    await db.rawQuery(
      `insert into pins (deliverable_id, attachment_id, number, shape, guest_id, created_at)
       select ?, ?, n, 'note', ?, now() from generate_series(1, 250) n`,
      [banner.deliverable.id, banner.file.id, guestId]
    )
    const { id } = banner.deliverable
    await db.from('deliverables').where({ id }).update({ next_pin: 251 })
    const flood = await gus.post(`${proof}/pins`, { body: 'One more' })
    assert.equal(flood.status, 422)
    assert.include(flood.text, '250 pins')
    assert.equal(await staffPin('There is room'), 251)
  })

  test('gives a name that can be read, and no more than fits', async ({ assert }) => {
    const names = {
      '': 422,
      '\u202e\u200b': 422,
      '...': 422,
      [`${'N'.repeat(61)}`]: 422,
      ['N'.repeat(500)]: 422,
    }
    const visitor = new Visitor()
    await visitor.get(path)
    for (const [name, status] of Object.entries(names)) {
      assert.equal(await statusOf(visitor.post(`${path}/guests`, { name })), status, name)
    }
    assert.equal(await statusOf(visitor.post(`${path}/guests`, { name: 'a\0b' })), 400)
    const nested = await visitor.post(`${path}/guests`, { 'name[x]': 'y' })
    assert.equal(nested.status, 422)
    await visitor.post(`${path}/guests`, { name: ' <i>\u202eEve</i>\n\tof   Acme ' })
    const kept = await db.from('guests').orderBy('id', 'desc').first()
    assert.equal(kept.name, '<i> Eve</i> of Acme')
    const { text } = await visitor.get(path)
    assert.include(text, '&lt;i&gt; Eve&lt;/i&gt; of Acme')
    const bare = await new Visitor().raw('POST', `${path}/guests`, {
      body: new URLSearchParams({ name: 'Nobody' }),
    })
    assert.equal(bare.status, 403)
    const foreign = await visitor.post(
      `${path}/messages`,
      { body: 'x' },
      { 'sec-fetch-site': 'cross-site' }
    )
    assert.equal(foreign.status, 403)
    for (const body of ['', ' \n ', 'x'.repeat(4001)]) {
      assert.equal(await statusOf(visitor.post(`${path}/messages`, { body })), 422)
    }
  })

  test('costs the same few questions however much was said, and is slowed down where he floods', async ({
    assert,
  }) => {
    const staff = await visit(cast.ben)
    const pages = async () => {
      const answers = [
        await gus.get(path),
        await gus.get(proof),
        await gus.get(`${path}/files/${banner.file.id}`),
        await staff.get(`/tickets/${ticket.id}/guests`),
      ]
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200, 200]
      )
      return answers.map(queriesOf)
    }
    await gus.post(`${proof}/pins`, { body: 'first' })
    const [overview, page, file, hosts] = await pages()
    assert.isAtMost(overview, 10)
    assert.isAtMost(page, 13)
    assert.isAtMost(file, 7)
    const more = [
      await deliver(cast.kim, ticket, { name: 'a.png' }),
      await deliver(cast.kim, ticket, { name: 'b.png' }),
    ]
    const { id: link } = await db.from('guest_reviews').firstOrFail()
    await db
      .table('guest_review_deliverables')
      .multiInsert(
        more.map(({ deliverable: { id } }) => ({ guest_review_id: link, deliverable_id: id }))
      )
    await invite(cast.kim, ticket, [banner.deliverable])
    await guestAt(path, 'Third')
    for (const body of ['one', 'two']) {
      await gus.post(`${proof}/pins`, { body })
      await gus.post(`${path}/messages`, { body })
    }
    await pages()
    assert.deepEqual(await pages(), [overview, page, file, hosts])
    const spend = (kind: string, requests: number) =>
      limiter.use({ requests, duration: '1 hour' }).block(`${kind}:address:127.0.0.1`, '1 hour')
    await spend('guest_name', 30)
    await spend('guest_words', 200)
    assert.equal(await statusOf(gus.post(`${path}/messages`, { body: 'more' })), 429)
    assert.equal(await statusOf(gus.post(`${proof}/pins`, { body: 'more' })), 429)
    const late = await new Visitor().post(`${path}/guests`, { name: 'Late' })
    assert.equal(late.status, 429)
    assert.notInclude(late.text, path.split('/')[2])
  })
})
