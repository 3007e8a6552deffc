import { test } from '@japa/runner'
import env from '#start/env'
import { mailboxClient, mailboxTrouble } from '#services/inbound/open_mailbox'
import { readReplyAddress, replyAddress } from '#services/inbound/reply_address'

test.group('Reply addresses', (group) => {
  group.each.setup(() => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'Desk@Example.test')
    return () => {
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
  })

  test('say whose answer to what, in any case, within 64 characters', ({ assert }) => {
    for (const target of [
      { ticketId: 1, userId: 2, commentId: null },
      { ticketId: 2_147_483_647, userId: 2_147_483_647, commentId: 2_147_483_647 },
    ]) {
      const address = replyAddress(target)!
      assert.isAtMost(address.lastIndexOf('@'), 64)
      for (const seen of [address, address.toLowerCase(), address.toUpperCase(), ` ${address} `]) {
        assert.deepEqual(readReplyAddress(seen), target)
      }
    }
  })

  test('no sign of them can be changed', ({ assert }) => {
    const address = replyAddress({ ticketId: 123_456, userId: 77, commentId: 9001 })!.toLowerCase()
    const start = 'desk+'.length
    for (let at = start; at < address.lastIndexOf('@'); at += 1) {
      for (const sign of ['a', 'z', '0', '2', '.']) {
        if (address[at] === sign) continue
        const altered = address.slice(0, at) + sign + address.slice(at + 1)
        assert.equal(readReplyAddress(altered), 'forged', altered)
      }
    }
    assert.equal(readReplyAddress('desk+@example.test'), 'forged')
    assert.isNull(readReplyAddress('desk@example.test'))
    assert.isNull(readReplyAddress(address.replace('example', 'example2')))
  })

  test('there are none without a mailbox, or when they would be too long', ({ assert }) => {
    const target = { ticketId: 1, userId: 2, commentId: 3 }
    env.set('MAIL_REPLY_TO', `${'long'.repeat(12)}@example.test`)
    assert.isNull(replyAddress(target))
    env.set('IMAP_URL', '')
    assert.isNull(replyAddress(target))
    assert.isNull(readReplyAddress('desk+a@example.test'))
  })
})

test.group('The client of the mailbox', () => {
  const optionsOf = (url: string) => (mailboxClient(url) as any).options

  test('gives no password away in clear', ({ assert }) => {
    assert.include(optionsOf('imap://u:p@mail.example.com'), { doSTARTTLS: true, port: 143 })
    assert.include(optionsOf('imaps://u:p@mail.example.com'), { secure: true, port: 993 })
    assert.isUndefined(optionsOf('imap://u:p@mail.example.com?tls=none').doSTARTTLS)
    assert.isUndefined(optionsOf('imap://u:p@127.0.0.1:1143').doSTARTTLS)
    const { auth } = optionsOf('imaps://desk%40example.com:a%3Ab%2F@mail.example.com')
    assert.deepEqual(auth, { user: 'desk@example.com', pass: 'a:b/' })
  })

  test('tells trouble in one line without secrets', ({ assert }) => {
    const error = Object.assign(new Error('no\n imap://u:p@host/x'), { code: 'ECONNRESET' })
    assert.equal(mailboxTrouble(error), 'no … (ECONNRESET)')
  })
})
