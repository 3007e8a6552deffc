import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Delivery from '#models/delivery'
import User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { assignTicket } from '#services/tickets/assign_ticket'
import { BotDesk } from '#tests/support/bot_desk'
import type { ApiChat, ApiUser } from '#tests/support/bot_api'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { PACE } from '#services/telegram/pace'

const web = (by: User) => ({ by, channel: 'web' as const })
const inMinutes = (minutes: number) => clock.moveTo(clock.now().plus({ minutes }))

test.group('Delivering to Telegram', (group) => {
  let cast: Cast
  let desk: BotDesk
  let ana: ApiUser
  let maria: ApiUser
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    desk = new BotDesk()
    await desk.start()
    ana = await desk.link(cast.ana)
    maria = await desk.link(cast.maria)
    return async () => {
      clock.goOn()
      await desk.stop()
    }
  })

  const rowsOf = (user: User) =>
    Delivery.query().where({ userId: user.id, channel: 'telegram' }).orderBy('id')

  test('what is told about a ticket keeps its order', async ({ assert }) => {
    await ticketAt('completed', cast)
    await desk.work()
    assert.deepEqual(
      desk.api.in(maria).map(({ text }) => text.split('\n')[0]),
      [
        'Ana Test approved the department step',
        'Ben Test approved it; the work can start',
        'Kim Test started the work',
        'Kim Test completed the work; look at it and confirm',
      ]
    )
  })

  test('two workers send each once', async ({ assert }) => {
    for (let n = 0; n < 5; n += 1) await ask(cast.maria, { title: `Banner ${n}` })
    await Promise.all([desk.work(), desk.work()])
    assert.lengthOf(desk.api.in(ana), 5)
    const rows = await rowsOf(cast.ana)
    assert.isTrue(rows.every(({ state }) => state === 'sent'))
  })

  test('a Bot API that is away costs no try; all arrives in order once it is back', async ({
    assert,
  }) => {
    await desk.api.down()
    await ticketAt('completed', cast)
    for (let n = 0; n < 6; n += 1) {
      await desk.work()
      inMinutes(5)
    }
    const waiting = await rowsOf(cast.maria)
    assert.isTrue(waiting.every((row) => row.state === 'waiting' && row.attempts === 0))
    assert.include(waiting[0].lastError!, 'ECONNREFUSED')
    await desk.api.up()
    await desk.work()
    assert.lengthOf(desk.api.in(maria), 4)
    assert.include(desk.api.last(maria)!.text, 'Kim Test completed')
  })

  test('asked to wait (429), nobody sends anything before that', async ({ assert }) => {
    await ask(cast.maria)
    await move(cast.ana, await ask(cast.maria), 'approve')
    desk.api.limit(2)
    const next = await desk.work()
    const tries = desk.api.callsOf('sendMessage').length
    assert.equal(tries, 1)
    assert.isAbove(next!.getTime() - Date.now(), 500)
    await desk.work()
    assert.lengthOf(desk.api.callsOf('sendMessage'), 1)
    const waiting = await rowsOf(cast.ana)
    assert.isTrue(waiting.some((row) => row.state === 'waiting' && row.attempts === 0))
    await db.rawQuery(`update telegram_pace set next_at = next_at - interval '3 seconds'`)
    desk.api.limit(0)
    inMinutes(1)
    await desk.work()
    assert.lengthOf(desk.api.in(ana), 1)
    assert.lengthOf(desk.api.in(maria), 1)
  })

  test('a chat gets one message a second, others meanwhile', async ({ assert }) => {
    PACE.chat = 300
    const anton = await makePerson({ username: 'anton', role: 'manager', department: 'Marketing' })
    const his = await desk.link(anton)
    for (let n = 0; n < 3; n += 1) await ask(cast.maria)
    await desk.work()
    const times = (who: ApiUser) =>
      desk.api.calls
        .filter(({ method, params }) => method === 'sendMessage' && +params.chat_id === who.id)
        .map(({ at }) => at)
    for (const [first, , third] of [times(ana), times(his)]) {
      // Not between neighbours: a busy machine may hold one of them back, and the next is on time again.
      assert.isAtLeast(third - first, 500)
    }
    assert.isBelow(times(his)[0], times(ana)[1])
    assert.isBelow(times(ana)[0], times(his)[1])
  })

  test('a blocked bot: told in the app, and all goes by mail', async ({ assert }) => {
    await db.from('notification_preferences').delete()
    await db.table('notification_preferences').insert({
      user_id: cast.ana.id,
      event: 'decide',
      channel: 'email',
      is_on: false,
    })
    const first = await ask(cast.maria)
    const second = await ask(cast.maria)
    desk.api.block(ana)
    await desk.work()
    await cast.ana.refresh()
    assert.isNotNull(cast.ana.telegramOffAt)
    const rows = await rowsOf(cast.ana)
    assert.isTrue(rows.every((row) => row.state === 'dropped' && row.lastError === 'telegram_off'))
    const mails = await Delivery.query().where({ userId: cast.ana.id, channel: 'email' })
    assert.sameMembers(
      mails.map(({ kind, ticketId }) => `${kind} ${ticketId}`),
      [`new_request ${first.id}`, `new_request ${second.id}`, 'telegram_off null']
    )
    const told = await db
      .from('notifications')
      .where({ user_id: cast.ana.id, kind: 'telegram_off' })
    assert.lengthOf(told, 1)
    const third = await ask(cast.maria)
    assert.lengthOf(await rowsOf(cast.ana), 2)
    assert.exists(
      await Delivery.query()
        .where({ userId: cast.ana.id, channel: 'email', ticketId: third.id })
        .first()
    )
    await User.query().where('id', cast.ana.id).update({ telegram_off_at: null })
    desk.api.unblock(ana)
    await ask(cast.maria)
    await desk.work()
    assert.lengthOf(desk.api.in(ana), 1)
  })

  test('a mail that was written already is not written again', async ({ assert }) => {
    await ask(cast.maria)
    desk.api.block(ana)
    await desk.work()
    const mails = await Delivery.query().where({ userId: cast.ana.id, kind: 'new_request' })
    assert.sameMembers(
      mails.map(({ channel, state }) => `${channel} ${state}`),
      ['email waiting', 'telegram dropped']
    )
  })

  test('a card in a chat that is gone ends quietly', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    desk.api.block(ana)
    await move(cast.admin, ticket, 'approve')
    await desk.work()
    const card = await db.from('telegram_cards').firstOrFail()
    assert.deepInclude(card, { is_open: false, is_stale: false })
    await cast.ana.refresh()
    assert.isNotNull(cast.ana.telegramOffAt)
  })

  test('a card that somebody deleted, or that says it already, is settled', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    desk.api.chats.remove({ chat_id: ana.id, message_id: desk.api.last(ana)!.id })
    await move(cast.admin, ticket, 'approve')
    await desk.work()
    const card = await db.from('telegram_cards').firstOrFail()
    assert.deepInclude(card, { is_open: false, is_stale: false })
  })

  test('a poisonous message is given up after eight tries and seen in the list', async ({
    assert,
  }) => {
    await ask(cast.maria)
    await db
      .from('deliveries')
      .where({ channel: 'telegram' })
      .update({ details: JSON.stringify({ step: 'department', changed: 'not a list' }) })
    for (let tries = 1; tries <= 9; tries += 1) {
      await desk.work()
      inMinutes(6)
    }
    const [row] = await rowsOf(cast.ana)
    assert.deepInclude(
      { state: row.state, attempts: row.attempts },
      { state: 'failed', attempts: 8 }
    )
    assert.isNotEmpty(row.lastError)
    await ask(cast.maria)
    await desk.work()
    assert.lengthOf(desk.api.in(ana), 1)
  })

  test('rights are asked again at the moment of sending', async ({ assert }) => {
    const ticket = await ticketAt('approved', cast)
    const kim = await desk.link(cast.kim)
    await assignTicket(ticket.id, { assigneeId: cast.kim.id }, web(cast.ben))
    await addComment(ticket.id, { body: 'A secret' }, web(cast.maria))
    await User.query().where('id', cast.kim.id).update({ department_id: cast.rico.departmentId })
    await db.from('tickets').where('id', ticket.id).update({ assignee_id: cast.joy.id })
    await desk.work()
    assert.lengthOf(desk.api.in(kim), 0)
  })

  test('somebody who was taken off reads nothing of what he sees no longer', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast, { title: 'Very private title' })
    const kim = await desk.link(cast.kim)
    await assignTicket(ticket.id, { assigneeId: cast.joy.id }, web(cast.ben))
    await User.query().where('id', cast.kim.id).update({ department_id: cast.rico.departmentId })
    await desk.work()
    assert.deepEqual(
      desk.api.in(kim).map(({ text }) => text),
      [`#${ticket.id} is no longer assigned to you.`]
    )
  })

  test('comments stand there as plain words', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    const body = 'Looks **good**.\n\n- a [link](https://x.test)\n- `code`'
    await addComment(ticket.id, { body }, web(cast.ana))
    await desk.work()
    const card = desk.api.last(maria)!
    assert.include(card.text, 'Looks good.\n\n• a link\n• code')
    assert.isFalse(card.hasPreview)
  })

  test('quiet hours hold what is no request', async ({ assert }) => {
    clock.freeze(clock.now().toUTC().set({ hour: 23, minute: 0 }))
    for (const user of [cast.ana, cast.maria]) {
      await db.table('notification_settings').insert({
        user_id: user.id,
        quiet_from: '22:00',
        quiet_until: '07:00',
        updated_at: new Date(),
      })
    }
    await move(cast.ana, await ask(cast.maria), 'approve')
    await ask(cast.maria)
    await desk.work()
    assert.lengthOf(desk.api.in(ana), 1)
    assert.lengthOf(desk.api.in(maria), 0)
    clock.freeze(clock.now().plus({ hours: 9 }))
    await desk.work()
    assert.lengthOf(desk.api.in(maria), 1)
  })

  test('a killed worker leaves a lease; the message goes when it has run out', async ({
    assert,
  }) => {
    await ask(cast.maria)
    const lease = clock.now().plus({ seconds: 90 }).toJSDate()
    await db.from('deliveries').update({ state: 'sending', attempts: 1, leased_until: lease })
    await desk.work()
    assert.lengthOf(desk.api.in(ana), 0)
    inMinutes(2)
    await desk.work()
    assert.lengthOf(desk.api.in(ana), 1)
  })
})

test.group('The Telegram group', (group) => {
  let cast: Cast
  let desk: BotDesk
  let room: ApiChat
  let number = -1000
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    desk = new BotDesk()
    number -= 1
    await desk.start({ group: number })
    room = desk.api.group(number, 'The office')
    return async () => {
      clock.goOn()
      await desk.stop()
    }
  })

  test('reads one line an event, with nothing that people wrote', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'Payday <i>x</i>', description: 'secret words' })
    await desk.work()
    const [first] = desk.api.in(room)
    assert.include(first.text, `#${ticket.id} Payday <i>x</i>\nMaria Test asked for this\nhttp`)
    assert.isFalse(first.hasPreview)
    assert.deepEqual(first.buttons, [])
    await addComment(ticket.id, { body: 'a comment' }, web(cast.maria))
    await move(cast.ana, ticket, 'reject', { note: 'a reason' })
    await move(cast.maria, ticket, 'resubmit')
    await move(cast.ana, ticket, 'approve', { note: 'words along' })
    await move(cast.ben, ticket, 'approve')
    await assignTicket(ticket.id, { assigneeId: cast.kim.id }, web(cast.ben))
    await addComment(ticket.id, { body: 'a note', isInternal: true }, web(cast.ben))
    await move(cast.kim, ticket, 'start')
    await move(cast.kim, ticket, 'complete')
    await move(cast.maria, ticket, 'request_revision', { note: 'a wish' })
    await desk.work()
    const text = desk.api
      .in(room)
      .map((message) => message.text)
      .join('\n')
    for (const word of ['secret', 'a comment', 'reason', 'words along', 'a note', 'wish']) {
      assert.notInclude(text, word)
    }
    for (const said of [
      'rejected the department step',
      'started the work',
      'asked for a revision',
    ]) {
      assert.include(text, said)
    }
    assert.equal(text.split('\n').filter((line) => line.includes(' Test ')).length, 9)
    const rows = await Delivery.query().where('channel', 'telegram_group')
    assert.lengthOf(rows, 9)
    assert.isTrue(rows.every(({ state }) => state === 'sent' || state === 'joined'))
    await desk.work()
    assert.isAtMost(desk.api.in(room).length, 2)
  })

  test('hears nothing of a ticket that went to the trash before', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await db.from('tickets').where('id', ticket.id).update({ deleted_at: new Date() })
    await desk.work()
    assert.lengthOf(desk.api.in(room), 0)
  })

  test('reads of each ticket in order, also when one has to be tried again', async ({ assert }) => {
    const other = await ask(cast.maria, { title: 'First' })
    const ticket = await ask(cast.maria, { title: 'Second' })
    await move(cast.ana, ticket, 'reject', { note: 'No' })
    const rowsOfTicket = () =>
      Delivery.query().where({ channel: 'telegram_group', ticketId: ticket.id }).orderBy('id')
    const [created] = await rowsOfTicket()
    await Delivery.query()
      .where('id', created.id)
      .update({ next_try_at: clock.now().plus({ minutes: 5 }).toJSDate() })
    await desk.work()
    const states = async () => {
      const rows = await rowsOfTicket()
      return rows.map(({ state }) => state)
    }
    assert.deepEqual(await states(), ['waiting', 'waiting'])
    const sent = await Delivery.query().where({ channel: 'telegram_group', state: 'sent' })
    assert.deepEqual(
      sent.map(({ ticketId }) => ticketId),
      [other.id]
    )
    inMinutes(6)
    await desk.work()
    assert.sameMembers(await states(), ['sent', 'joined'])
  })

  test('follows when it becomes a supergroup, and waits for a bot that is thrown out', async ({
    assert,
  }) => {
    const moved = desk.api.migrate(room, -100777)
    await ask(cast.maria)
    await desk.work()
    assert.lengthOf(desk.api.in(moved), 1)
    desk.api.kick(moved)
    await ask(cast.maria)
    await desk.work()
    const row = await Delivery.query()
      .where('channel', 'telegram_group')
      .orderBy('id', 'desc')
      .firstOrFail()
    assert.equal(row.state, 'waiting')
    assert.include(row.lastError!, 'kicked')
  })

  test('does not hold up the people', async ({ assert }) => {
    PACE.group = 60_000
    const ana = await desk.link(cast.ana)
    for (let n = 0; n < 3; n += 1) await ask(cast.maria)
    const signal = new AbortController()
    const { deliverTelegram } = await import('#services/telegram/deliver_telegram')
    const run = deliverTelegram({ signal: signal.signal })
    const { until } = await import('#tests/support/until')
    await until(() => desk.api.in(ana).length === 3, 'three cards')
    signal.abort()
    await run
    assert.isAtMost(desk.api.in(room).length, 1)
  })
})
