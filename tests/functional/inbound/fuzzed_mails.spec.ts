import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import clock from '#services/clock'
import { fuzzMails } from '#tests/support/fuzz_mails'
import { makeCast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

test.group('Broken mails', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    return () => {
      clock.goOn()
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
  })

  test('two hundred of them change nothing but the talk', async ({ assert }) => {
    const cast = await makeCast()
    const ticket = await ticketAt('requested', cast)
    const results = await fuzzMails(assert, { ticket, by: cast.maria, count: 200, seed: 7 })
    assert.isAbove(results.commented, 20)
  }).timeout(120_000)
})
