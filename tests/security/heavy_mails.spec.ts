import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { handleMail } from '#services/inbound/handle_mail'
import { replyAddress } from '#services/inbound/reply_address'
import { makeCast } from '#tests/support/people'
import { replyTo } from '#tests/support/replies'
import { ticketAt } from '#tests/support/tickets'

test.group('Mails that are meant to take long', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    return () => {
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
  })

  for (const piece of ['a:', '"a:', 'a.', '<', '(', 'a@b ', 'a,', '"<a@b>" ']) {
    test(`addresses of much "${piece}" are soon read, and the mail is done with`, async ({
      assert,
    }) => {
      const value = piece.repeat(Math.floor(7_900 / piece.length))
      const names = ['To', 'Cc', 'Delivered-To', 'X-Original-To']
      const heads = names.flatMap((name) => Array.from({ length: 3 }, () => `${name}: ${value}`))
      const raw = Buffer.from(
        [`From: ${value}`, ...heads, 'Message-ID: <1@x.test>', '', 'Hi'].join('\r\n')
      )
      const startedAt = performance.now()
      const { result } = await handleMail(raw)
      assert.equal(result, 'no_answer')
      assert.isBelow(performance.now() - startedAt, 500)
      assert.deepEqual(await handleMail(raw), { result: 'duplicate' })
    })
  }

  test('a reply address is found between many others, with a name and without', async ({
    assert,
  }) => {
    const cast = await makeCast()
    const ticket = await ticketAt('assigned', cast)
    const own = replyAddress({ ticketId: ticket.id, userId: cast.maria.id, commentId: null })!
    for (const to of [
      `Kim <kim@x.test>, "Desk, the" <${own}>, ana@x.test`,
      `${own} (the desk)`,
      own.toUpperCase(),
      `team: kim@x.test, ${own};`,
    ]) {
      const outcome = await handleMail(await replyTo(ticket, cast.maria, { headers: { cc: to } }))
      assert.equal(outcome.result, 'commented', to)
      const raw = Buffer.from(
        `From: ${cast.maria.email}\r\nTo: ${to}\r\nSubject: Re: x\r\n\r\nHello ${to.length}`
      )
      const bare = await handleMail(raw)
      assert.equal(bare.result, 'commented', to)
    }
  })
})
