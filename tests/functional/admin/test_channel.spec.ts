import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { BotApi } from '#tests/support/bot_api'
import { MailServer } from '#tests/support/mail_server'
import { makeCast, type Cast } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

test.group('Trying a channel out', (group) => {
  let cast: Cast
  let server: MailServer
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    return async () => {
      env.set('SMTP_URL', '')
      env.set('TELEGRAM_BOT_TOKEN', '')
      env.set('TELEGRAM_API_ROOT', '')
      await server.stop()
    }
  })

  async function tryOut(channel: string) {
    const olga = await visit(cast.admin)
    const answer = await olga.post('/admin/deliveries/tests', { channel })
    const page = await olga.get(answer.location ?? '/admin/deliveries')
    return page.text
  }

  test('a test mail goes to who asked, and the server’s own words are shown', async ({
    assert,
  }) => {
    const text = await tryOut('email')
    assert.include(text, `took the test mail to ${cast.admin.email} and said: 250 `)
    const [mail] = server.mailsTo(cast.admin.email)
    assert.equal(mail.subject, 'A test mail from Countersign')
    assert.include(mail.text!, env.get('APP_URL')!)
    assert.isEmpty(await db.from('deliveries'))
    const audit = await db.from('audit_events').where('action', 'channel_tested').firstOrFail()
    assert.equal(audit.actor_id, cast.admin.id)
  })

  test('a refusal is shown as the server said it', async ({ assert }) => {
    server.verdict = () => 550
    assert.include(await tryOut('email'), 'The mail server said: 550 said 550')
  })

  test('a server that is away, and one that says nothing', async ({ assert }) => {
    const { port } = server
    await server.stop()
    assert.match(await tryOut('email'), /did not go\. The mail server said: .*ECONNREFUSED/)
    const mute: Server = createServer(() => {})
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    env.set('SMTP_URL', `smtp://somebody:secret@127.0.0.1:${(mute.address() as AddressInfo).port}`)
    const began = performance.now()
    const [first, second] = await Promise.all([tryOut('email'), tryOut('email')])
    assert.isBelow(performance.now() - began, 15_000)
    assert.isTrue([first, second].some((text) => /did not go/.test(text)))
    assert.notInclude(first + second, 'secret')
    mute.close()
    server = new MailServer()
    await server.start(port)
  }).timeout(30_000)

  test('without a mail server it says so', async ({ assert }) => {
    env.set('SMTP_URL', '')
    const text = await tryOut('email')
    assert.include(text, 'There is no mail server (SMTP_URL).')
    assert.notInclude(text, 'Send a test mail')
  })

  test('Telegram: to oneself, to the group, or only asked for its name', async ({ assert }) => {
    const api = new BotApi()
    env.set('TELEGRAM_API_ROOT', await api.start())
    env.set('TELEGRAM_BOT_TOKEN', api.token)
    assert.include(await tryOut('telegram'), 'Telegram answers as @countersign_test_bot.')
    env.set('TELEGRAM_BOT_TOKEN', '1:wrong')
    assert.match(await tryOut('telegram'), /did not go\. Telegram said: getMe: 401/)
    await api.stop()
    assert.match(await tryOut('telegram'), /did not go\. Telegram said: getMe: no connection/)
    env.set('TELEGRAM_BOT_TOKEN', '')
    const olga = await visit(cast.admin)
    const page = await olga.get('/admin/deliveries')
    assert.notInclude(page.text, 'Telegram')
  })

  test('nobody but an admin, and no other channel', async ({ assert }) => {
    for (const [person, channel, status] of [
      [cast.ana, 'email', 403],
      [cast.maria, 'email', 403],
      [cast.admin, 'fax', 422],
    ] as const) {
      const visitor = await visit(person)
      const answer = await visitor.post('/admin/deliveries/tests', { channel })
      assert.equal(answer.status, status)
    }
    assert.isEmpty(server.received)
  })
})
