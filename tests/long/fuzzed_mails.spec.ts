import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import clock from '#services/clock'
import { figures, timed } from '#tests/support/figures'
import { fuzzMails } from '#tests/support/fuzz_mails'
import { makeCast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

/** The long form of tests/functional/inbound/fuzzed_mails.spec.ts. */
test.group('Broken mails, many', (group) => {
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

  test('seed {$self}: two thousand change nothing but the talk')
    .with([11, 12, 13])
    .run(async ({ assert }, seed) => {
      const cast = await makeCast()
      const ticket = await ticketAt('requested', cast)
      const about = { ticket, by: cast.maria, count: 2000, seed }
      const { result, ms } = await timed(() => fuzzMails(assert, about))
      figures(`fuzzed mails ${seed}`, { ...result, ms })
    })
    .timeout(900_000)
})
