import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { askReset } from '#services/accounts/ask_reset'
import { tellAccount } from '#services/accounts/tell_account'
import { findTokenOwner } from '#services/accounts/single_use_tokens'
import { deliverDue } from '#services/deliveries/deliver_due'
import clock from '#services/clock'
import { MailServer } from '#tests/support/mail_server'
import { makeCast, makePerson, type Cast } from '#tests/support/people'

test.group('Mails about accounts', (group) => {
  let cast: Cast
  let server: MailServer
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    cast = await makeCast()
    return async () => {
      env.set('SMTP_URL', '')
      await server.stop()
    }
  })

  test('a reset link is minted when its mail is written, and works', async ({ assert }) => {
    await askReset('maria', '127.0.0.1')
    assert.isEmpty(await db.from('single_use_tokens').where('purpose', 'password_reset'))
    await deliverDue()
    const [mail] = server.mailsTo(cast.maria.email)
    assert.equal(mail.subject, 'A new password for Countersign')
    const token = /\/password\/reset\/(\S+)/.exec(mail.text!)![1]
    const owner = await findTokenOwner('password_reset', token)
    assert.equal(owner!.user_id, cast.maria.id)
    const stored = JSON.stringify(await db.from('deliveries').where('user_id', cast.maria.id))
    assert.notInclude(stored, token)
    assert.match(mail.text!, /until \w{3} \d+ \w{3} \d{4}, \d\d:\d\d \(.+\)/)
  })

  test('a new address is confirmed from its own mailbox', async ({ assert }) => {
    await cast.maria.merge({ pendingEmail: 'maria.new@desk.test' }).save()
    await db.transaction((trx) => tellAccount(trx, cast.maria.id, 'email_change'))
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.maria.email), 0)
    const [mail] = server.mailsTo('maria.new@desk.test')
    assert.include(mail.text!, `${env.get('APP_URL')}/email/confirm/`)
  })

  test('a change that was taken back is not mailed', async ({ assert }) => {
    await db.transaction((trx) => tellAccount(trx, cast.maria.id, 'email_change'))
    await deliverDue()
    assert.lengthOf(server.received, 0)
  })

  test('somebody whose registration was declined is told, although not active', async ({
    assert,
  }) => {
    const applicant = await makePerson({ username: 'newcomer', approved: false })
    await db.transaction((trx) => tellAccount(trx, applicant.id, 'account_declined'))
    await deliverDue()
    assert.equal(server.mailsTo(applicant.email)[0].subject, 'Your registration was declined')
  })

  test('no reset for somebody who was deactivated meanwhile', async ({ assert }) => {
    await askReset('maria', '127.0.0.1')
    await cast.maria.merge({ deactivatedAt: clock.now() }).save()
    await deliverDue()
    assert.lengthOf(server.received, 0)
  })
})
