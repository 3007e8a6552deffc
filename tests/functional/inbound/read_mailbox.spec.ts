import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import Comment from '#models/comment'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { handleMail } from '#services/inbound/handle_mail'
import { readMailboxState } from '#services/inbound/mailbox_state'
import { PATIENCE } from '#services/inbound/open_mailbox'
import { watchMailbox } from '#services/inbound/watch_mailbox'
import { ImapServer } from '#tests/support/imap_server'
import { makeCast, type Cast } from '#tests/support/people'
import { makeMail, replyTo } from '#tests/support/replies'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

test.group('The mailbox', (group) => {
  let cast: Cast
  let ticket: Ticket
  let server: ImapServer
  let ending: AbortController
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('assigned', cast)
    return [cast, ticket]
  })
  group.each.setup(async () => {
    server = new ImapServer()
    ending = new AbortController()
    env.set('IMAP_URL', await server.start())
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    return async () => {
      ending.abort()
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
      await server.stop()
    }
  })

  const comments = () => Comment.query().where('ticketId', ticket.id).orderBy('id')
  const bodies = async () => {
    const all = await comments()
    return all.map(({ body }) => body)
  }
  const holds = async (count: number) => {
    const all = await comments()
    return all.length === count
  }
  const trouble = async () => {
    const state = await readMailboxState()
    return state?.trouble ?? null
  }
  /** One look into the mailbox, without listening. */
  const look = () => watchMailbox(ending.signal, 0)

  test('reads what is unread, then moves it to a folder of its own', async ({ assert }) => {
    server.deliver(await replyTo(ticket, cast.maria, { text: 'First' }))
    server.deliver(await makeMail({ from: 'eve@evil.test', to: 'answers@countersign.test' }))
    server.deliver(await replyTo(ticket, cast.ben, { text: 'Second' }))
    await look()
    assert.deepEqual(await bodies(), ['First', 'Second'])
    assert.lengthOf(server.mails(), 0)
    assert.lengthOf(server.mails('Countersign'), 3)
    assert.isTrue(server.mails('Countersign').every(({ flags }) => flags.has('\\Seen')))
    const state = await readMailboxState()
    assert.isNull(state!.trouble)
    assert.isNotNull(state!.readAt)
    await until(() => server.present === 0, 'it signs out')
    await look()
    assert.lengthOf(await comments(), 2)
  })

  test('listens, and hears of a mail at once', async ({ assert }) => {
    const watching = watchMailbox(ending.signal)
    await until(() => server.listening === 1, 'it listens')
    server.deliver(await replyTo(ticket, cast.maria, { text: 'While you listen' }))
    await until(async () => holds(1), 'the comment is there', 5)
    await until(() => server.listening === 1, 'it listens again')
    server.deliver(await replyTo(ticket, cast.maria, { text: 'And again' }))
    await until(async () => holds(2), 'the second is there', 5)
    const began = performance.now()
    ending.abort()
    assert.isNull(await watching)
    assert.isBelow(performance.now() - began, 1500)
  })

  test('a server without IDLE and MOVE is asked with the schedule', async ({ assert }) => {
    server.capabilities = ['IMAP4rev1']
    server.deliver(await replyTo(ticket, cast.maria))
    assert.isNull(await watchMailbox(ending.signal))
    assert.lengthOf(await comments(), 1)
    assert.lengthOf(server.mails(), 0)
    assert.lengthOf(server.mails('Countersign'), 1)
  })

  test('what was handled before a crash is put away and not done again', async ({ assert }) => {
    const raw = await replyTo(ticket, cast.maria)
    await handleMail(raw)
    server.deliver(raw)
    await look()
    assert.lengthOf(await comments(), 1)
    assert.equal(server.unseen(), 0)
  })

  test('a connection that breaks in the middle of a mail loses nothing', async ({ assert }) => {
    server.deliver(await replyTo(ticket, cast.maria, { text: `Long ${'word '.repeat(500)}` }))
    server.troubles = { dropsAfter: 1200 }
    await look()
    assert.isEmpty(await comments())
    assert.isNotNull(await trouble())
    for (const dropsAt of ['UID FETCH', 'UID STORE', 'UID MOVE', 'UID SEARCH']) {
      server.troubles = { dropsAt }
      clock.moveTo(clock.now().plus({ minutes: 6 }))
      await look()
    }
    server.troubles = {}
    clock.moveTo(clock.now().plus({ minutes: 6 }))
    await look()
    assert.lengthOf(await comments(), 1)
    assert.equal(server.unseen(), 0)
    assert.isNull(await trouble())
  })

  test('a wrong password is told in the words of the server, and asked again later and later', async ({
    assert,
  }) => {
    server.troubles = { refusesLogin: '[AUTHENTICATIONFAILED] That is not the password of desk.' }
    clock.freeze(clock.now())
    const pauses: number[] = []
    for (let tries = 1; tries <= 8; tries++) {
      const next = (await look())!
      pauses.push((next.getTime() - clock.now().toMillis()) / 1000)
      const asked = server.connections
      await look()
      assert.equal(server.connections, asked)
      clock.freeze(clock.now().plus({ seconds: pauses.at(-1)! + 1 }))
    }
    assert.isBelow(pauses[0], 16)
    assert.isAbove(pauses.at(-1)!, 200)
    assert.isTrue(pauses.every((pause) => pause <= 300))
    assert.equal(await trouble(), 'That is not the password of desk.')
    const admin = new Visitor()
    await admin.signIn(cast.admin)
    for (const path of ['/admin', '/admin/inbound']) {
      const page = await admin.get(path)
      assert.include(page.text, 'The mailbox cannot be read: That is not the password of desk.')
    }
    server.troubles = {}
    clock.freeze(clock.now().plus({ minutes: 6 }))
    await look()
    const { text } = await admin.get('/admin')
    assert.notInclude(text, 'cannot be read')
  })

  test('a server that says nothing, or falls silent in between, is given up in time', async ({
    assert,
  }) => {
    const usual = { ...PATIENCE }
    Object.assign(PATIENCE, { connection: 500, greeting: 300, socket: 300 })
    const troubles = [
      { isMute: true },
      { hangsAt: 'LOGIN' },
      { hangsAt: 'SELECT' },
      { hangsAt: 'UID SEARCH' },
      { hangsAt: 'UID FETCH' },
      { hangsAt: 'UID STORE' },
    ]
    server.capabilities = ['IMAP4rev1']
    server.deliver(await replyTo(ticket, cast.maria))
    try {
      for (const one of troubles) {
        server.troubles = one
        const began = performance.now()
        await look()
        assert.isBelow(performance.now() - began, 5000, JSON.stringify(one))
        const told = (await trouble())!
        assert.match(told, /did not answer|greeting/, JSON.stringify(one))
        clock.moveTo(clock.now().plus({ minutes: 6 }))
      }
    } finally {
      Object.assign(PATIENCE, usual)
    }
    server.troubles = {}
    await look()
    assert.lengthOf(await comments(), 1)
    assert.lengthOf(server.mails(), 0)
  })

  test('a server that is away is asked again until it is back', async ({ assert }) => {
    const { port } = server
    await server.stop()
    await look()
    assert.include(await trouble(), 'ECONNREFUSED')
    server = new ImapServer()
    const url = await server.start(port)
    env.set('IMAP_URL', url.replace('imap:', 'imaps:'))
    clock.moveTo(clock.now().plus({ minutes: 6 }))
    await look()
    assert.match((await trouble())!, /SSL|TLS|wrong version/i)
    env.set('IMAP_URL', url)
    server.deliver(await replyTo(ticket, cast.maria))
    clock.moveTo(clock.now().plus({ minutes: 6 }))
    await look()
    assert.lengthOf(await comments(), 1)
  })

  test('two workers do not read it at the same time', async ({ assert }) => {
    const first = watchMailbox(ending.signal)
    await until(() => server.listening === 1, 'the first listens')
    assert.isNull(await watchMailbox(ending.signal))
    assert.equal(server.connections, 1)
    ending.abort()
    await first
  })

  test('one mail that cannot be handled for now holds up none of the others', async ({
    assert,
  }) => {
    await db.rawQuery('set local role none')
    await db.rawQuery(`create function pg_temp.refuse() returns trigger language plpgsql as
      $$ begin if new.body = 'Bad' then raise exception 'no'; end if; return new; end $$`)
    await db.rawQuery(
      `create trigger refuse before insert on comments for each row execute function pg_temp.refuse()`
    )
    server.deliver(await replyTo(ticket, cast.maria, { text: 'Bad' }))
    server.deliver(await replyTo(ticket, cast.maria, { text: 'Good' }))
    await look()
    assert.equal(server.unseen(), 1)
    await db.from('inbound_mails').where('result', 'trying').update({ attempts: 29 })
    await look()
    await look()
    assert.lengthOf(await comments(), 1)
    const row = await db.from('inbound_mails').where('result', 'failed').firstOrFail()
    assert.equal(row.attempts, 31)
    assert.equal(server.unseen(), 0)
  })
})
