import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import clock from '#services/clock'
import { handleMail } from '#services/inbound/handle_mail'
import { LIMITS } from '#services/inbound/parse_mail'
import { fuzzMails } from '#tests/support/fuzz_mails'
import { makeCast } from '#tests/support/people'
import { replyTo } from '#tests/support/replies'
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

  test('sixty of them change nothing but the talk', async ({ assert }) => {
    const cast = await makeCast()
    const ticket = await ticketAt('requested', cast)
    const results = await fuzzMails(assert, { ticket, by: cast.maria, count: 60, seed: 7 })
    assert.isAbove(results.commented, 5)
  }).timeout(120_000)

  test('mails made to take for ever, or all memory, stop neither the worker nor each other', async ({
    assert,
  }) => {
    const cast = await makeCast()
    const ticket = await ticketAt('requested', cast)
    const raw = await replyTo(ticket, cast.maria)
    const [head] = raw.toString().split('\r\n\r\n')
    const plain = head.replace(/^(Content-|MIME).*\r\n/gim, '').replace(/^Message-ID.*$/im, '')
    const nested = Array.from(
      { length: 20_000 },
      (_, at) => `--${at}\r\nContent-Type: multipart/mixed; boundary=${at + 1}\r\n\r\n`
    )
    const bombs: [string, string][] = [
      ['multipart/mixed; boundary=0', nested.join('')],
      ['text/plain; format=flowed', 'a \r\n'.repeat(2_000_000)],
      ['multipart/mixed; boundary=x', '--x\r\n\r\n1\r\n'.repeat(200_000)],
      ['text/html', '<div><blockquote>'.repeat(300_000)],
    ]
    const usual = { ...LIMITS }
    Object.assign(LIMITS, { seconds: 2, megabytes: 64 })
    let lag = 0
    let last = performance.now()
    const pulse = setInterval(() => {
      lag = Math.max(lag, performance.now() - last - 50)
      last = performance.now()
    }, 50)
    try {
      for (const [type, body] of bombs) {
        const bomb = Buffer.from(`${plain}\r\nContent-Type: ${type}\r\n\r\n${body}`)
        const { result } = await handleMail(bomb)
        assert.include(['unreadable', 'empty', 'commented'], result, type)
      }
    } finally {
      clearInterval(pulse)
      Object.assign(LIMITS, usual)
    }
    assert.isBelow(lag, 2000)
    const { result } = await handleMail(raw)
    assert.equal(result, 'commented')
  }).timeout(60_000)
})
