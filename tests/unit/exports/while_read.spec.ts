import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { Readable, pipeline } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { whileRead } from '#services/exports/while_read'

const PIECE = Buffer.alloc(64 * 1024)

test.group('What is given out while somebody reads it', () => {
  test('breaks off when the socket of its reader takes nothing more', async ({ assert }) => {
    let hasClosed = false
    const endless = new Readable({
      read() {
        this.push(PIECE)
      },
      destroy(error, done) {
        hasClosed = true
        done(error)
      },
    })
    const through = pipeline(endless, whileRead(30), () => {})
    const server = createServer((_request, response) => {
      through.on('error', () => response.destroy())
      through.pipe(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => {})
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await assert.rejects(() => finished(through), /stopped reading/)
    assert.isTrue(hasClosed)
    socket.destroy()
    server.close()
  })

  test('waits for what is written late, and for a reader who is slow', async ({ assert }) => {
    async function* late() {
      yield 'a'
      await sleep(30)
      yield 'b'
      yield 'c'
    }
    const through = pipeline(Readable.from(late()), whileRead(10), () => {})
    let text = ''
    for await (const piece of through) text += piece
    assert.equal(text, 'abc')
    const slow = pipeline(Readable.from([PIECE, PIECE, PIECE]), whileRead(200), () => {})
    let pieces = 0
    for await (const piece of slow) {
      pieces += piece.length / PIECE.length
      await sleep(5)
    }
    assert.equal(pieces, 3)
  })
})
