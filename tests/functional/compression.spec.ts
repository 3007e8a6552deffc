import { test } from '@japa/runner'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { baseUrl } from '#tests/support/visitor'

/** An answer as it came over the wire. */
async function wire(path: string, encoding?: string) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = encoding === undefined ? {} : { 'accept-encoding': encoding }
    httpRequest(baseUrl() + path, { headers }, resolve)
      .on('error', reject)
      .end()
  })
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return { headers: answer.headers, body: Buffer.concat(chunks), status: answer.statusCode }
}

test.group('Compression of answers', () => {
  test('a page is packed the way the client asked for', async ({ assert }) => {
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync }
    for (const [asked, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
    ] as const) {
      const { headers, body } = await wire('/login', asked)
      assert.equal(headers['content-encoding'], encoding, asked)
      assert.match(headers['content-type']!, /^text\/html/)
      assert.include(String(headers.vary), 'Accept-Encoding')
      assert.equal(headers['content-length'], String(body.length))
      assert.include(unpack[encoding](body).toString(), '</html>')
    }
  })

  test('without a wish, and for short answers, it goes as it is', async ({ assert }) => {
    for (const asked of [undefined, '', 'identity', 'br;q=0', 'zstd']) {
      const { headers, body } = await wire('/login', asked)
      assert.isUndefined(headers['content-encoding'], asked)
      assert.include(body.toString(), '</html>')
    }
    const short = await wire('/health/live', 'br')
    assert.isUndefined(short.headers['content-encoding'])
    assert.match(short.headers['content-type']!, /^application\/json/)
  })

  test('an error page is packed too, and keeps its status', async ({ assert }) => {
    const { headers, body, status } = await wire('/nowhere', 'br')
    assert.equal(status, 404)
    if (headers['content-encoding']) assert.include(brotliDecompressSync(body).toString(), '<h1')
  })
})
