import { Writable } from 'node:stream'
import type { ServerResponse } from 'node:http'
import { test } from '@japa/runner'
import { LiveStream } from '#services/live/live_stream'

/** The answer to somebody who reads, or to somebody who has stopped to. */
function answer({ isRead }: { isRead: boolean }) {
  const texts: string[] = []
  const out = new Writable({
    write(chunk, _encoding, done) {
      texts.push(String(chunk))
      if (isRead) done()
    },
  })
  const stream = new LiveStream({ userId: 1, sessionId: 1 }, out as unknown as ServerResponse)
  return { stream, out, text: () => texts.join('') }
}

test.group('A live stream', () => {
  test('greets with its id, a time to come back and a cursor', ({ assert }) => {
    const { stream, text } = answer({ isRead: true })
    stream.greet(1_700_000_000_000)
    assert.match(text(), /^retry: \d{4}\nevent: hello\ndata: \{"stream":"[\w-]{22}",/)
    assert.match(text(), /"at":1700000000000\}\n\nid: 1700000000000\n\n$/)
  })

  test('says no cursor while nobody knows one', ({ assert }) => {
    const { stream, text } = answer({ isRead: true })
    stream.beat(0)
    assert.equal(text(), ':\n\n')
  })

  test('drops whoever has 128 KB unread', ({ assert }) => {
    const { stream, out } = answer({ isRead: false })
    for (let n = 0; n < 127; n += 1) stream.say('x'.repeat(1024))
    assert.isFalse(out.destroyed)
    for (let n = 0; n < 3; n += 1) stream.say('x'.repeat(1024))
    assert.isTrue(out.destroyed)
    stream.say('nothing')
    stream.end('renew')
  })

  test('drops whoever has read nothing between two signs of life', ({ assert }) => {
    const { stream, out } = answer({ isRead: false })
    stream.say('x'.repeat(70_000))
    stream.beat(1)
    assert.isFalse(out.destroyed)
    stream.beat(1)
    assert.isTrue(out.destroyed)
  })

  test('keeps whoever reads', ({ assert }) => {
    const { stream, out } = answer({ isRead: true })
    for (let n = 0; n < 300; n += 1) stream.say('x'.repeat(1024))
    stream.beat(1)
    stream.beat(1)
    assert.isFalse(out.destroyed)
  })

  test('ends once, and says why', ({ assert }) => {
    const { stream, out, text } = answer({ isRead: true })
    stream.end('signed_out')
    stream.end('restart')
    stream.say('event: ticket\n')
    assert.match(text(), /^retry: \d+\nevent: end\ndata: \{"why":"signed_out"\}\n\n$/)
    assert.isTrue(out.writableEnded)
  })
})
