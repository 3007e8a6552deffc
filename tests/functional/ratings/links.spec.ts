import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { trashTicket } from '#services/tickets/trash_ticket'
import { onACleanDesk } from '#tests/support/accounts'
import { pick } from '#tests/support/answers'
import { lastActivity } from '#tests/support/events'
import { makeCast } from '#tests/support/people'
import { makeResolved, ratingLink, ratingOf } from '#tests/support/ratings'
import { move, ticketAt } from '#tests/support/tickets'
import { Visitor } from '#tests/support/visitor'

const TITLE = 'Printer eats paper'

test.group('A link to rate', (group) => {
  let rosa: User
  let ivan: User
  let ticket: Ticket
  let path: string
  onACleanDesk(group)
  group.each.setup(async () => {
    ;({ rosa, ivan, ticket } = await makeResolved())
    await move(ivan, ticket, 'close')
    path = (await ratingLink(rosa, ticket))!
  })

  const reader = async () => {
    const visitor = new Visitor()
    await visitor.csrfToken()
    return visitor
  }

  test('opens with the score of the mail chosen, without a session, and tells no address', async ({
    assert,
  }) => {
    const visitor = new Visitor()
    const answer = await visitor.get(`${path}?score=4`)
    assert.equal(answer.status, 200)
    assert.include(answer.text, TITLE)
    assert.match(answer.text, /value="4"[^>]* checked/)
    assert.lengthOf(answer.text.match(/ checked/g)!, 1)
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(answer.headers.get('x-robots-tag'), 'noindex, nofollow')
    for (const score of ['0', '6', '4.5', 'x', '', '%00']) {
      const other = await visitor.get(`${path}?score=${score}`)
      assert.isTrue(other.status === 200 || other.status === 400)
      assert.notMatch(other.text, /<input[^>]* checked/)
    }
    assert.equal(await pick(visitor.get(`${path}?score[]=4`), 'status'), 200)
  })

  test('changes nothing when it is only opened', async ({ assert }) => {
    const visitor = new Visitor()
    for (const method of ['GET', 'HEAD']) await visitor.raw(method, `${path}?score=1`)
    assert.deepInclude(await ratingOf(ticket), { score: null, rated_at: null })
  })

  test('counts once, as an answer by mail', async ({ assert }) => {
    const visitor = await reader()
    const answer = await visitor.post(path, { score: 5, comment: 'Fine.' })
    assert.equal(answer.status, 303)
    assert.equal(answer.location, path)
    const thanks = await visitor.get(path)
    assert.equal(thanks.status, 200)
    assert.include(thanks.text, 'Your rating counts')
    assert.notInclude(thanks.text, TITLE)
    assert.deepInclude(await lastActivity(ticket.id), {
      action: 'rated',
      actor_id: rosa.id,
      channel: 'email',
    })
    const again = await visitor.post(path, { score: 1 })
    assert.equal(again.status, 409)
    assert.deepInclude(await ratingOf(ticket), { score: 5, comment: 'Fine.', channel: 'email' })
  })

  test('counts once of many presses at the same time', async ({ assert }) => {
    const visitor = await reader()
    const answers = await Promise.all([1, 2, 3].map((score) => visitor.post(path, { score })))
    assert.lengthOf(
      answers.filter(({ status }) => status === 303),
      1
    )
    assert.isTrue(answers.every(({ status }) => [303, 409].includes(status)))
  })

  test('needs a score, the token of its form and no more than it says', async ({ assert }) => {
    const visitor = await reader()
    const wrong = await visitor.post(path, { score: '9', comment: 'kept words' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Choose a score from 1 to 5.')
    assert.include(wrong.text, 'kept words')
    const bare = await new Visitor().raw('POST', path, {
      body: new URLSearchParams({ score: '5' }),
    })
    assert.equal(bare.status, 403)
    assert.isNull(await pick(ratingOf(ticket), 'score'))
  })

  test('of the desk’s own making alone: a forged one says nothing', async ({ assert }) => {
    const visitor = await reader()
    const forged = ['x', 'A'.repeat(43), `${path.slice(9, -1)}_`, '%00']
    for (const token of forged) {
      for (const answer of [
        await visitor.get(`/ratings/${token}`),
        await visitor.post(`/ratings/${token}`, { score: 5 }),
      ]) {
        assert.isTrue(answer.status >= 400 && answer.status < 500, token)
        assert.notInclude(answer.text, TITLE)
      }
    }
    assert.notInclude(JSON.stringify(await ratingOf(ticket)), path.split('/')[2])
  })

  test('runs out after thirty days, and ends with the ticket or the account', async ({
    assert,
  }) => {
    const visitor = await reader()
    const ends = async (status: number, words: string) => {
      for (const answer of [await visitor.get(path), await visitor.post(path, { score: 5 })]) {
        assert.equal(answer.status, status, words)
        assert.include(answer.text, words)
        assert.notInclude(answer.text, TITLE)
      }
      assert.isNull(await pick(ratingOf(ticket), 'score'))
    }
    clock.moveTo(clock.now().plus({ days: 31 }))
    await ends(410, 'This link has run out')
    clock.goOn()
    await db.from('users').where('id', rosa.id).update({ deactivated_at: new Date() })
    await ends(410, 'This link no longer counts')
    await db.from('users').where('id', rosa.id).update({ deactivated_at: null })
    await trashTicket(ticket.id, { by: null, channel: 'system' } as never)
    await ends(410, 'This link no longer counts')
  })

  test('rests while the work goes on again', async ({ assert }) => {
    const cast = await makeCast()
    const banner = await ticketAt('confirmed', cast)
    const link = (await ratingLink(cast.maria, banner))!
    await move(cast.maria, banner, 'request_revision', { note: 'Red instead.' })
    const visitor = await reader()
    const answer = await visitor.post(link, { score: 5 })
    assert.equal(answer.status, 409)
    assert.include(answer.text, 'The work goes on')
  })

  test('is made only for who was asked and has not answered; a newer one ends it', async ({
    assert,
  }) => {
    assert.isNull(await ratingLink(ivan, ticket))
    const newer = (await ratingLink(rosa, ticket))!
    const visitor = await reader()
    const old = await visitor.get(path)
    assert.equal(old.status, 404)
    const counted = await visitor.post(newer, { score: 3 })
    assert.equal(counted.status, 303)
    assert.isNull(await ratingLink(rosa, ticket))
  })
})
