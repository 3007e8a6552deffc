import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { forgetMails, say, waysOf } from '#tests/support/pacing'
import { makeCast, type Cast } from '#tests/support/people'
import { onACleanDesk } from '#tests/support/accounts'
import { assignTicket } from '#services/tickets/assign_ticket'
import type User from '#models/user'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit, type Fields } from '#tests/support/visitor'

const PAGE = '/me/notifications'

test.group('What a person wants to be told', (group) => {
  let cast: Cast
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    return () => env.set('TELEGRAM_BOT_TOKEN', '')
  })

  /** Every box that the page shows this person, ticked or not. */
  async function boxes(person: User) {
    const visitor = await visit(person)
    const { text } = await visitor.get(PAGE)
    const found = [...text.matchAll(/name="on\[\]" value="([\w:]+)"( checked)?/g)]
    return {
      text,
      all: found.map(([, square]) => square),
      on: found.filter(([, , checked]) => checked).map(([, square]) => square),
    }
  }

  async function save(person: User, fields: Fields) {
    const visitor = await visit(person)
    return visitor.post(PAGE, fields)
  }

  const shown = (person: User) =>
    db.from('notifications').where({ user_id: person.id, is_shown: true }).orderBy('id')

  test('all but the queue of his department is on until a member says otherwise; each sees what can concern him', async ({
    assert,
  }) => {
    const maria = await boxes(cast.maria)
    const off = maria.all.filter((square) => !maria.on.includes(square))
    assert.deepEqual(off, ['proof:email', 'queue:app', 'queue:email'])
    assert.notInclude(maria.all, 'question:app')
    assert.notIncludeMembers(maria.all, ['decide:email', 'manage:app', 'accounts:app'])
    assert.include(maria.text, 'Always on')
    const ana = await boxes(cast.ana)
    assert.deepEqual(
      ana.on,
      ana.all.filter((square) => square !== 'proof:email')
    )
    assert.includeMembers(ana.all, ['decide:email', 'manage:app'])
    assert.notInclude(ana.all, 'decide:app')
    const olga = await boxes(cast.admin)
    assert.include(olga.all, 'accounts:email')
  })

  test('what is switched off is not told there, and nowhere else changes', async ({ assert }) => {
    const { id } = await ticketAt('in_progress', cast)
    await forgetMails()
    const { on: usual } = await boxes(cast.maria)
    const on = usual.filter((square) => square !== 'comment:email' && square !== 'progress:app')
    const answer = await save(cast.maria, { 'on[]': on })
    assert.equal(answer.location, PAGE)
    const kept = await boxes(cast.maria)
    assert.deepEqual(kept.on, on)
    await say(cast.kim, id, 'Hello')
    assert.deepEqual(await waysOf(cast.maria, id, 1), ['started dropped'])
    const [last] = await shown(cast.maria).clearOrder().orderBy('id', 'desc')
    assert.equal(last.kind, 'comment')
    const choices = await db.from('notification_preferences').where('user_id', cast.maria.id)
    assert.lengthOf(choices, 2)
    await save(cast.maria, { 'on[]': usual })
    assert.isEmpty(await db.from('notification_preferences').where('user_id', cast.maria.id))
  })

  test('what waits for a person is shown in the app whatever was sent', async ({ assert }) => {
    await save(cast.ana, { 'on[]': [] })
    await ask(cast.maria)
    const told = await shown(cast.ana)
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['new_request']
    )
    assert.isEmpty(await waysOf(cast.ana))
  })

  test('squares that are not on the page keep what was chosen', async ({ assert }) => {
    env.set('TELEGRAM_BOT_TOKEN', '1:test')
    const { all, on: usual, text } = await boxes(cast.maria)
    assert.include(all, 'comment:telegram')
    assert.include(text, 'href="/me/telegram"')
    await save(cast.maria, {
      'on[]': usual.filter((square) => square !== 'comment:telegram'),
    })
    env.set('TELEGRAM_BOT_TOKEN', '')
    const hidden = await boxes(cast.maria)
    assert.notInclude(hidden.text, 'Telegram')
    await save(cast.maria, { 'on[]': hidden.on })
    env.set('TELEGRAM_BOT_TOKEN', '1:test')
    const back = await boxes(cast.maria)
    assert.deepEqual(
      back.on,
      usual.filter((square) => square !== 'comment:telegram')
    )
  })

  test('times are kept and shown again', async ({ assert }) => {
    const times = {
      quietFrom: '22:00',
      quietUntil: '06:30',
      quietHoldsRequests: '1',
      digestAt: '18:15',
    }
    await save(cast.maria, times)
    const { text } = await boxes(cast.maria)
    for (const time of ['22:00', '06:30', '18:15']) assert.include(text, `value="${time}"`)
    assert.match(text, /name="quietHoldsRequests"[^>]* checked/)
    const row = await db.from('notification_settings').where('user_id', cast.maria.id).firstOrFail()
    assert.equal(row.quiet_until, '06:30:00')
    await save(cast.maria, {})
    await db
      .from('notification_settings')
      .where('user_id', cast.maria.id)
      .whereNull('digest_at')
      .firstOrFail()
  })

  test('what cannot be is answered at its field, the form as typed')
    .with([
      [{ quietFrom: '22:00' }, 'Quiet hours need a beginning and an end'],
      [{ quietUntil: '07:00' }, 'Quiet hours need a beginning and an end'],
      [{ quietFrom: '22:00', quietUntil: '22:00' }, 'Quiet hours cannot end when they begin'],
      [{ quietFrom: '25:00', quietUntil: '07:00' }, 'does not have the right form'],
      [{ digestAt: 'noon' }, 'does not have the right form'],
    ] as [Record<string, string>, string][])
    .run(async ({ assert }, [fields, sentence]) => {
      const answer = await save(cast.maria, { ...fields, 'on[]': ['comment:app'] })
      assert.equal(answer.status, 422)
      assert.include(answer.text, sentence)
      assert.match(answer.text, /value="comment:app" checked/)
      assert.notMatch(answer.text, /value="comment:email" checked/)
      assert.isNull(await db.from('notification_settings').where('user_id', cast.maria.id).first())
    })

  test('garbage is refused in words', async ({ assert }) => {
    const garbage: Fields[] = [
      { 'on[]': ['nonsense'] },
      { on: 'comment:app:x' },
      { 'digestAt[]': ['1', '2'] },
    ]
    for (const fields of garbage) {
      const { status } = await save(cast.maria, fields)
      assert.equal(status, 422, JSON.stringify(fields))
    }
  })

  test('muted tickets are listed and unmuted there', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast, { title: 'Loud <b>one</b>' })
    const maria = await visit(cast.maria)
    await maria.post(`/tickets/${ticket.id}/mute`)
    const { text } = await boxes(cast.maria)
    assert.include(text, 'Loud &lt;b&gt;one&lt;/b&gt;')
    const answer = await maria.post(`/tickets/${ticket.id}/unmute`, { from: 'settings' })
    assert.equal(answer.location, PAGE)
    assert.isEmpty(await db.from('ticket_mutes'))
  })

  test('a mute is nobody else’s and ends what is held back', async ({ assert }) => {
    const { id } = await ticketAt('in_progress', cast)
    await forgetMails()
    await say(cast.ben, id, 'Before')
    const kim = await visit(cast.kim)
    const answer = await kim.post(`/tickets/${id}/mute`)
    assert.equal(answer.location, `/tickets/${id}`)
    const page = await kim.get(`/tickets/${id}`)
    assert.match(page.text, /muted/)
    assert.include(page.text, `/tickets/${id}/unmute`)
    await say(cast.ben, id, 'After')
    assert.deepEqual(await waysOf(cast.kim, id, 2), ['assigned dropped', 'comment dropped'])
    assert.deepEqual(await waysOf(cast.maria, id, 2), ['comment waiting', 'comment waiting'])
    const stranger = await visit(cast.rico)
    const refused = await stranger.post(`/tickets/${id}/mute`)
    assert.equal(refused.status, 404)
  })

  test('a mute silences {0}: {1}')
    .with([
      ['new_request', false],
      ['pending_creative', false],
      ['mention', false],
      ['waiting_for_you', false],
      ['assigned', false],
      ['unassigned', false],
      ['comment', true],
      ['started', true],
      ['overdue', true],
      ['resolved', true],
      ['of_no_event', true],
    ] as [string, boolean][])
    .run(async ({ assert }, [kind, isSilent]) => {
      env.set('TELEGRAM_BOT_TOKEN', '1:test')
      await db.from('users').where('id', cast.kim.id).update({ telegram_chat_id: '77' })
      const { id } = await ticketAt('assigned', cast)
      await db
        .table('ticket_mutes')
        .insert({ user_id: cast.kim.id, ticket_id: id, created_at: new Date() })
      const { tell } = await import('#services/notifications/tell')
      const { default: Ticket } = await import('#models/ticket')
      const ticket = await Ticket.findOrFail(id)
      const eventKey = `test:${kind}`
      await db.transaction((trx) =>
        tell(trx, { eventKey, ticket, activityId: null, actorId: null, isInternal: false }, [
          { to: { ids: [cast.kim.id, cast.maria.id] }, kind },
        ])
      )
      const rows = await db.from('deliveries').where({ event_key: eventKey, user_id: cast.kim.id })
      const noted = await db
        .from('notifications')
        .where({ event_key: eventKey, user_id: cast.kim.id, is_shown: true })
      const channels = [...noted.map(() => 'app'), ...rows.map(({ channel }) => channel)].sort()
      assert.deepEqual(channels, isSilent ? [] : ['app', 'email', 'telegram'])
      const others = await db
        .from('notifications')
        .where({ event_key: eventKey, user_id: cast.maria.id })
      assert.lengthOf(others, 1)
    })

  test('taken off and given again, a muted ticket says so', async ({ assert }) => {
    const { id } = await ticketAt('approved', cast)
    await forgetMails()
    await db
      .table('ticket_mutes')
      .insert({ user_id: cast.kim.id, ticket_id: id, created_at: new Date() })
    const by = { by: cast.ben, channel: 'web' as const }
    await assignTicket(id, { assigneeId: cast.kim.id }, by)
    await say(cast.ben, id, 'A word')
    await say(cast.ben, id, 'A word to @kim')
    assert.deepEqual(await waysOf(cast.kim, id), ['assigned waiting', 'mention waiting'])
  })
})
