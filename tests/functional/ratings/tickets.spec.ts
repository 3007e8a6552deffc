import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { onACleanDesk } from '#tests/support/accounts'
import { getAs, pick, postAs } from '#tests/support/answers'
import { actions, lastActivity } from '#tests/support/events'
import { makeCast, makePerson } from '#tests/support/people'
import { makeResolved, ratingOf } from '#tests/support/ratings'
import { ask, move, ticketAt } from '#tests/support/tickets'

const inDays = (days: number) => clock.moveTo(clock.now().plus({ days }))
const QUESTION = 'How did it go?'

test.group('The question how it went', (group) => {
  onACleanDesk(group)

  test('is asked once a support ticket is closed, whoever closes it, and not before', async ({
    assert,
  }) => {
    const { rosa, ivan, ticket } = await makeResolved()
    assert.isNull(await ratingOf(ticket))
    assert.notInclude(await pick(getAs(rosa, `/tickets/${ticket.id}`), 'text'), QUESTION)
    await transitionTicket(ticket.id, 'close', {}, { by: null, channel: 'system' })
    assert.isNull(await pick(ratingOf(ticket), 'score'))
    assert.include(await pick(getAs(rosa, `/tickets/${ticket.id}`), 'text'), QUESTION)
    assert.notInclude(await pick(getAs(ivan, `/tickets/${ticket.id}`), 'text'), QUESTION)
  })

  test('is asked once creative work is confirmed, and anew after a revision', async ({
    assert,
  }) => {
    const cast = await makeCast()
    const ticket = await ticketAt('confirmed', cast)
    const path = `/tickets/${ticket.id}`
    assert.include(await pick(getAs(cast.maria, path), 'text'), QUESTION)
    await postAs(cast.maria, `${path}/rating`, { score: 5 })
    await move(cast.maria, ticket, 'request_revision', { note: 'Red instead.' })
    assert.notInclude(await pick(getAs(cast.kim, path), 'text'), 'Rated 5 of 5')
    assert.equal(await pick(postAs(cast.maria, `${path}/rating`, { score: 1 }), 'status'), 403)
    inDays(30)
    await move(cast.kim, ticket, 'complete')
    await move(cast.maria, ticket, 'confirm')
    await postAs(cast.maria, `${path}/rating`, { score: 4 })
    assert.include(await pick(getAs(cast.kim, path), 'text'), 'Rated 4 of 5, good')
  })

  test('is asked for nothing that was withdrawn, and of nobody who left', async ({ assert }) => {
    const { rosa, ivan, ticket } = await makeResolved()
    const other = await ask(rosa, { type: 'bug' })
    await move(rosa, other, 'withdraw')
    assert.isNull(await ratingOf(other))
    assert.equal(
      await pick(postAs(rosa, `/tickets/${other.id}/rating`, { score: 3 }), 'status'),
      403
    )
    await rosa.merge({ deactivatedAt: clock.now() }).save()
    await move(ivan, ticket, 'close')
    assert.isNull(await ratingOf(ticket))
  })
})

test.group('A rating on the ticket', (group) => {
  onACleanDesk(group)

  test('is kept, recorded, and read by both sides’ managers and who did the work', async ({
    assert,
  }) => {
    const { rosa, mona, ivan, ida, wim, ticket } = await closed()
    const path = `/tickets/${ticket.id}`
    const form = { score: 4, comment: 'Quick <b>help</b>' }
    const answer = await postAs(rosa, `${path}/rating`, form)
    assert.equal(answer.location, path)
    const row = await ratingOf(ticket)
    assert.deepInclude(row, { score: 4, channel: 'web', user_id: rosa.id })
    const activity = await lastActivity(ticket.id)
    assert.equal(activity.action, 'rated')
    assert.notInclude(JSON.stringify(activity.details), 'Quick')
    for (const reader of [rosa, mona, ivan, ida]) {
      const { text } = await getAs(reader, path)
      assert.include(text, 'Rated 4 of 5, good', reader.username)
      assert.include(text, 'Quick &lt;b&gt;help&lt;/b&gt;')
    }
    const { text } = await getAs(wim, path)
    assert.notInclude(text, 'Quick')
    assert.notInclude(text, 'rated it', 'who only follows it reads no score')
    assert.include(await pick(getAs(ida, path), 'text'), 'rated it 4 of 5')
    assert.lengthOf(await db.from('notifications').where('activity_id', activity.id), 0)
  })

  test('may be changed for seven days; the same again changes nothing', async ({ assert }) => {
    const { rosa, ticket } = await closed()
    const path = `/tickets/${ticket.id}/rating`
    await postAs(rosa, path, { score: 4 })
    await postAs(rosa, path, { score: 4, comment: '' })
    assert.lengthOf(await rated(ticket.id), 1)
    inDays(6)
    await postAs(rosa, path, { score: 2, comment: 'It broke again.' })
    assert.deepInclude(await ratingOf(ticket), { score: 2, comment: 'It broke again.' })
    const { changes } = await lastActivity(ticket.id)
    assert.deepEqual(changes, [{ field: 'rating', before: '4', after: '2' }])
    inDays(2)
    const late = await postAs(rosa, path, { score: 5 })
    assert.equal(late.status, 403)
    assert.include(late.text, 'it can be changed for 7 days only')
    assert.equal(await pick(ratingOf(ticket), 'score'), 2)
  })

  test('is taken for thirty days', async ({ assert }) => {
    const { rosa, ticket } = await closed()
    inDays(31)
    const answer = await postAs(rosa, `/tickets/${ticket.id}/rating`, { score: 5 })
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'The time to rate this ticket is over.')
    assert.notInclude(await pick(getAs(rosa, `/tickets/${ticket.id}`), 'text'), QUESTION)
  })

  test('is a whole number from 1 to 5: anything else is refused, the words kept', async ({
    assert,
  }) => {
    const { rosa, ticket } = await closed()
    const path = `/tickets/${ticket.id}/rating`
    for (const score of ['0', '6', '4.5', '-1', 'four', '', '1e0', '5 5']) {
      const answer = await postAs(rosa, path, { score, comment: 'kept words' })
      assert.equal(answer.status, 422, score)
      assert.include(answer.text, 'Choose a score from 1 to 5.')
      assert.include(answer.text, 'kept words')
    }
    for (const comment of ['z'.repeat(2001), 'z'.repeat(20_001)]) {
      const answer = await postAs(rosa, path, { score: 3, comment })
      assert.equal(answer.status, 422)
      assert.include(answer.text, 'At most')
    }
    assert.equal(await pick(postAs(rosa, path, { 'score[]': [1, 2] }), 'status'), 422)
    assert.isNull(await pick(ratingOf(ticket), 'score'))
  })

  test('is the requester’s alone: others are refused in words, strangers find nothing', async ({
    assert,
  }) => {
    const { mona, ivan, ida, wim, ticket } = await closed()
    const admin = await makePerson({ role: 'admin', department: 'HR' })
    const path = `/tickets/${ticket.id}/rating`
    for (const other of [mona, ivan, ida, wim, admin]) {
      const answer = await postAs(other, path, { score: 5 })
      assert.equal(answer.status, 403)
      assert.include(answer.text, 'Only who asked for this ticket rates it.')
    }
    const stranger = await makePerson({ department: 'HR' })
    assert.equal(await pick(postAs(stranger, path, { score: 5 }), 'status'), 404)
    assert.isNull(await pick(ratingOf(ticket), 'score'))
    assert.notInclude(await actions(ticket.id), 'rated')
  })
})

async function closed() {
  const made = await makeResolved()
  await move(made.ivan, made.ticket, 'close')
  return made
}

async function rated(ticketId: number): Promise<string[]> {
  const all = await actions(ticketId)
  return all.filter((action) => action === 'rated')
}
