import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { statusOf } from '#tests/support/accounts'
import { getAs, postAs } from '#tests/support/answers'
import { shareDesk } from '#tests/support/shared_desk'
import { makeSupportCast, supportAt, type SupportCast } from '#tests/support/support_desk'
import { lastActivity, told } from '#tests/support/told'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { unassignTicket } from '#services/tickets/unassign_ticket'
import Ticket from '#models/ticket'

test.group('Talk on a support ticket', (group) => {
  let cast: SupportCast
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    return cast
  })

  test('the requester’s answer brings it back to work, in one act', async ({ assert }) => {
    const ticket = await supportAt('pending_user', cast)
    const answer = await postAs(cast.rosa, `/tickets/${ticket.id}/comments`, { body: 'The left.' })
    assert.equal(answer.status, 302)
    await ticket.refresh()
    assert.equal(ticket.status, 'in_progress')
    assert.isNull(ticket.pausedAt)
    assert.isNotNull(ticket.deadlineAt)
    const done = await lastActivity(ticket.id)
    assert.include(done, {
      action: 'answered',
      from_status: 'pending_user',
      actor_id: cast.rosa.id,
    })
    assert.equal(done.details.commentId, ticket.lastCommentId)
    assert.deepEqual(await told(ticket.id, 'answered'), [cast.ida.id])
    assert.deepEqual(await told(ticket.id, 'comment'), [])
    const open = await db.from('ticket_pauses').where('ticket_id', ticket.id).whereNull('ended_at')
    assert.lengthOf(open, 0)
  })

  test('without an assignee it is new again, and the managers are told', async ({ assert }) => {
    const ticket = await supportAt('pending_user', cast)
    await unassignTicket(ticket.id, {}, { by: cast.ivan, channel: 'web' })
    await postAs(cast.rosa, `/tickets/${ticket.id}/comments`, { body: 'The left.' })
    await ticket.refresh()
    assert.equal(ticket.status, 'open')
    assert.deepEqual(await told(ticket.id, 'answered'), [cast.ivan.id])
  })

  test('nobody else’s words do, nor a note', async ({ assert }) => {
    const ticket = await supportAt('pending_user', cast)
    for (const by of [cast.ida, cast.max, cast.olga]) {
      await postAs(by, `/tickets/${ticket.id}/comments`, { body: 'Well.' })
    }
    await postAs(cast.igor, `/tickets/${ticket.id}/comments`, { body: 'Hm.', is_internal: '1' })
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_user')
  })

  test('an empty answer changes nothing', async ({ assert }) => {
    const ticket = await supportAt('pending_user', cast)
    const answer = await postAs(cast.rosa, `/tickets/${ticket.id}/comments`, { body: '  ' })
    assert.equal(answer.status, 422)
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_user')
  })

  test('a closed one takes no comment and no note; what was typed is kept', async ({ assert }) => {
    const ticket = await supportAt('closed', cast)
    for (const [by, more] of [
      [cast.rosa, {}],
      [cast.ida, {}],
      [cast.ida, { is_internal: '1' }],
    ] as const) {
      const fields = { body: 'One more thing', ...more }
      const answer = await postAs(by, `/tickets/${ticket.id}/comments`, fields)
      assert.equal(answer.status, 409)
      assert.include(answer.text, 'It is closed, so nobody reads here any more.')
    }
    await ticket.refresh()
    assert.equal(ticket.commentCount, 0)
    const { action } = await lastActivity(ticket.id)
    assert.equal(action, 'closed')
  })

  test('one’s comment is not changed once it is closed', async ({ assert }) => {
    const ticket = await supportAt('taken', cast)
    await postAs(cast.rosa, `/tickets/${ticket.id}/comments`, { body: 'Left.' })
    await postAs(cast.rosa, `/tickets/${ticket.id}/transitions/withdraw`)
    const { id } = await db.from('comments').where('ticket_id', ticket.id).firstOrFail()
    const path = `/tickets/${ticket.id}/comments/${id}`
    const answer = await postAs(cast.rosa, path, { body: 'Right.' })
    assert.equal(answer.status, 409)
    const { body } = await db.from('comments').where('id', id).firstOrFail()
    assert.equal(body, 'Left.')
  })
})

test.group('Asking again about a closed support ticket', (group) => {
  let cast: SupportCast
  let closed: Ticket
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    closed = await supportAt('closed', cast, { priority: 'high' })
    return [cast, closed]
  })

  test('makes a ticket of the same type that leads back, told like any new one', async ({
    assert,
  }) => {
    const path = `/tickets/${closed.id}/follow-up`
    const answer = await postAs(cast.rosa, path, { body: 'It prints nothing again.' })
    assert.equal(answer.status, 302)
    const made = await Ticket.query().orderBy('id', 'desc').firstOrFail()
    assert.equal(answer.location, `/tickets/${made.id}`)
    assert.include(made.$attributes, {
      title: 'Follow-up: The cash desk prints nothing',
      description: 'It prints nothing again.',
      status: 'open',
      requestTypeId: closed.requestTypeId,
      priority: 'high',
      requesterId: cast.rosa.id,
    })
    const [link] = await db.from('ticket_links').where('from_ticket_id', made.id)
    assert.include(link, { to_ticket_id: closed.id, kind: 'follow_up' })
    assert.deepEqual(await told(made.id, 'opened'), [cast.ivan.id])
    const last = await lastActivity(closed.id)
    assert.equal(last.action, 'followed_up')
    assert.equal(last.details.name, String(made.id))
    await closed.refresh()
    assert.equal(closed.status, 'closed')
    const page = await getAs(cast.rosa, `/tickets/${made.id}`)
    assert.include(page.text, `/tickets/${closed.id}`)
  })

  test('sent twice it is one ticket', async ({ assert }) => {
    const path = `/tickets/${closed.id}/follow-up`
    const answers = [
      await postAs(cast.rosa, path, { body: 'Again.' }),
      await postAs(cast.rosa, path, { body: 'Again.' }),
    ]
    assert.equal(answers[0].location, answers[1].location)
    assert.lengthOf(await db.from('ticket_links').where('to_ticket_id', closed.id), 1)
  })

  test('its title is never too long, nor said twice', async ({ assert }) => {
    await db
      .from('tickets')
      .where('id', closed.id)
      .update({ title: 'x'.repeat(200) })
    await postAs(cast.rosa, `/tickets/${closed.id}/follow-up`, { body: 'Long.' })
    const made = await Ticket.query().orderBy('id', 'desc').firstOrFail()
    assert.lengthOf(made.title, 200)
    assert.isTrue(made.title.startsWith('Follow-up: xxx'))
    await db.from('tickets').where('id', closed.id).update({ title: 'Follow-up: Till' })
    await postAs(cast.rosa, `/tickets/${closed.id}/follow-up`, { body: 'Short.' })
    const again = await Ticket.query().orderBy('id', 'desc').firstOrFail()
    assert.equal(again.title, 'Follow-up: Till')
  })

  test('about a merged one it is said where that goes on', async ({ assert }) => {
    const [source, target] = [await supportAt('open', cast), await supportAt('pending_user', cast)]
    await mergeTickets(source.id, { intoId: target.id }, { by: cast.ida, channel: 'web' })
    const path = `/tickets/${source.id}/follow-up`
    const answer = await postAs(cast.rosa, path, { body: 'The left one.' })
    assert.equal(answer.location, `/tickets/${target.id}`)
    await target.refresh()
    assert.include(target.$attributes, { status: 'in_progress', commentCount: 2 })
    await postAs(cast.rosa, `/tickets/${target.id}/transitions/withdraw`)
    const late = await postAs(cast.rosa, path, { body: 'Again.' })
    const made = await Ticket.query().orderBy('id', 'desc').firstOrFail()
    assert.equal(late.location, `/tickets/${made.id}`)
    assert.isAbove(made.id, target.id)
  })

  test('is refused in words: empty, by others, on one that is open; strangers find nothing', async ({
    assert,
  }) => {
    const path = `/tickets/${closed.id}/follow-up`
    const count = async () => {
      const ids = await db.from('tickets').select('id')
      return ids.length
    }
    const before = await count()
    assert.equal(await statusOf(postAs(cast.rosa, path, { body: ' ' })), 422)
    const others = await postAs(cast.ida, path, { body: 'Hm.' })
    assert.equal(others.status, 403)
    assert.include(others.text, 'Only the requester asks again.')
    assert.equal(await statusOf(postAs(cast.fred, path, { body: 'Hm.' })), 404)
    assert.equal(await count(), before)
    const open = await supportAt('resolved', cast)
    const early = await postAs(cast.rosa, `/tickets/${open.id}/follow-up`, { body: 'Hm.' })
    assert.equal(early.status, 409)
    assert.equal(await count(), before + 1)
  })
})
