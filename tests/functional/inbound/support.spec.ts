import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import Comment from '#models/comment'
import Ticket from '#models/ticket'
import clock from '#services/clock'
import { handleMail } from '#services/inbound/handle_mail'
import { listInbound } from '#services/inbound/list_inbound'
import { assignTicket } from '#services/tickets/assign_ticket'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { lastActivity, told } from '#tests/support/events'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { makeMail, replyTo } from '#tests/support/replies'
import { ask, move } from '#tests/support/tickets'
import type User from '#models/user'

test.group('A mail that answers a support ticket', (group) => {
  let cast: Cast
  let fred: User
  let ticket: Ticket
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    cast = await makeCast()
    fred = await makePerson({ username: 'fred', department: 'Finance' })
    ticket = await ask(cast.maria, { type: 'billing', title: 'A wrong invoice' })
    await assignTicket(ticket.id, { assigneeId: fred.id }, { by: cast.admin, channel: 'web' })
    return () => {
      clock.goOn()
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
  })

  const closed = async () => {
    await move(fred, ticket, 'resolve', { note: 'Sent anew.' })
    await move(cast.maria, ticket, 'close')
  }
  const resultOf = async (raw: Buffer) => {
    const { result } = await handleMail(raw)
    return result
  }
  const row = () => db.from('inbound_mails').orderBy('id', 'desc').firstOrFail()

  test('brings it back to work when the requester was waited for', async ({ assert }) => {
    await move(fred, ticket, 'ask_requester', { note: 'Which invoice?' })
    const outcome = await handleMail(
      await replyTo(ticket, cast.maria, { text: 'The one of May.\n\n> Which invoice?' })
    )
    assert.equal(outcome.result, 'commented')
    await ticket.refresh()
    assert.equal(ticket.status, 'in_progress')
    assert.isNull(ticket.pausedAt)
    const activity = await lastActivity(ticket.id)
    assert.include(activity, { action: 'answered', channel: 'email', actor_id: cast.maria.id })
    assert.deepEqual(await told(ticket.id, 'answered'), [fred.id])
    assert.isEmpty(await told(ticket.id, 'comment'))
  })

  test('counts as the first answer when the handling side wrote it', async ({ assert }) => {
    await handleMail(await replyTo(ticket, cast.maria, { text: 'Hello?' }))
    await ticket.refresh()
    assert.isNull(ticket.firstResponseAt)
    const at = clock.now().plus({ minutes: 5 }).startOf('second')
    clock.freeze(at)
    await handleMail(await replyTo(ticket, fred, { text: 'I look into it.' }))
    await ticket.refresh()
    assert.equal(ticket.firstResponseAt?.toMillis(), at.toMillis())
  })

  test('late, asks again: a new ticket that leads back, once', async ({ assert }) => {
    await closed()
    const raw = await replyTo(ticket, cast.maria, {
      text: 'It is wrong again.',
      attachments: [{ filename: 'invoice.txt', content: 'total 12' }],
    })
    const outcome = await handleMail(raw)
    const made = await Ticket.query().orderBy('id', 'desc').firstOrFail()
    assert.notEqual(made.id, ticket.id)
    assert.deepInclude(outcome, { result: 'followed_up', ticketId: made.id })
    assert.include(await row(), { result: 'followed_up', ticket_id: made.id, comment_id: null })
    assert.equal(made.description, 'It is wrong again.')
    assert.equal(made.requesterId, cast.maria.id)
    assert.equal(made.attachmentCount, 1)
    const link = await db.from('ticket_links').where('from_ticket_id', made.id).firstOrFail()
    assert.include(link, { to_ticket_id: ticket.id, kind: 'follow_up' })
    const activity = await lastActivity(made.id)
    assert.include(activity, { action: 'created', channel: 'email' })
    assert.equal(await resultOf(raw), 'duplicate')
    const same = await handleMail(await replyTo(ticket, cast.maria, { text: 'It is wrong again.' }))
    assert.deepInclude(same, { result: 'followed_up' })
    const { mails } = await listInbound()
    assert.isTrue(mails.every((mail) => mail.isTaken && mail.ticketId === made.id))
  })

  test('late, from anybody else is refused, and nobody is answered', async ({ assert }) => {
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: cast.rico.id, added_at: new Date() })
    await closed()
    const before = await db.from('deliveries').count('* as count').first()
    for (const person of [fred, cast.rico]) {
      const outcome = await handleMail(await replyTo(ticket, person, { text: 'Me too.' }))
      assert.equal(outcome.result, 'refused')
      const { detail } = await row()
      assert.include(detail, 'It is closed')
    }
    assert.deepEqual(await db.from('deliveries').count('* as count').first(), before)
    assert.lengthOf(await Ticket.query(), 1)
    assert.isEmpty(await Comment.query().where('ticketId', ticket.id))
  })

  test('an address that was altered or is somebody else’s makes no ticket', async ({ assert }) => {
    await closed()
    const raw = await replyTo(ticket, cast.maria, { text: 'Mine.' })
    const forged = Buffer.from(raw.toString().replace(/From: [^\r]*/, `From: ${cast.rico.email}`))
    assert.equal(await resultOf(forged), 'wrong_sender')
    const auto = await makeMail({
      from: cast.maria.email,
      to: /To: ([^\r]*)/.exec(raw.toString())![1],
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    assert.equal(await resultOf(auto), 'automatic')
    assert.lengthOf(await Ticket.query(), 1)
  })

  test('an answering machine makes no more than ten tickets a day', async ({ assert }) => {
    await closed()
    for (let at = 0; at < 10; at++) {
      await db.table('inbound_mails').insert({
        message_id: `earlier-${at}`,
        user_id: cast.maria.id,
        ticket_id: ticket.id,
        result: 'followed_up',
        received_at: clock.now().toJSDate(),
      })
    }
    const outcome = await handleMail(await replyTo(ticket, cast.maria, { text: 'Away.' }))
    assert.equal(outcome.result, 'too_many')
    assert.lengthOf(await Ticket.query(), 1)
  })

  test('to a merged ticket stands where that one goes on', async ({ assert }) => {
    const other = await ask(cast.maria, { type: 'billing', title: 'The same invoice' })
    await mergeTickets(ticket.id, { intoId: other.id }, { by: fred, channel: 'web' })
    const outcome = await handleMail(await replyTo(ticket, cast.maria, { text: 'Any news?' }))
    assert.deepInclude(outcome, { result: 'commented', ticketId: other.id })
    const comment = await Comment.query().where('ticketId', other.id).firstOrFail()
    assert.equal(comment.body, 'Any news?')
  })
})
