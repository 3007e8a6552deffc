import AssetsMiddleware from '#middleware/assets_middleware'
import { AssetShelf } from '#services/assets/asset_shelf'
import { assetAddress } from '#services/assets/find_asset'
import { copyResources } from '#tests/unit/assets/copy_resources'
import { HttpContextFactory, RequestFactory, ResponseFactory } from '@adonisjs/core/factories/http'
import { test } from '@japa/runner'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync } from 'node:zlib'

test.group('Assets middleware', () => {
  test('answers for a year, compressed, under a version', async ({ assert, cleanup }) => {
    const { shelf, ask } = await serve(cleanup)
    const address = assetAddress(shelf.current, 'js/app.js')
    const answer = await ask('GET', address, { 'accept-encoding': 'gzip, br' })
    assert.equal(answer.status, 200)
    assert.containSubset(answer.headers, {
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'br',
      'x-content-type-options': 'nosniff',
      'vary': 'Accept-Encoding',
    })
    assert.isUndefined(answer.headers['set-cookie'])
    assert.deepEqual(brotliDecompressSync(answer.body), shelf.current.files.get('js/app.js')!.body)

    const head = await ask('HEAD', address, { 'accept-encoding': 'br' })
    assert.equal(head.headers['content-length'], answer.headers['content-length'])
    assert.lengthOf(head.body, 0)

    const again = await ask('GET', address, {
      'accept-encoding': 'br',
      'if-none-match': answer.headers.etag!,
    })
    assert.equal(again.status, 304)
    assert.lengthOf(again.body, 0)
  })

  test('sends the bytes as they are to who takes no encoding', async ({ assert, cleanup }) => {
    const { shelf, ask } = await serve(cleanup)
    const answer = await ask('GET', `${assetAddress(shelf.current, 'icons.svg')}?x=1`)
    assert.isUndefined(answer.headers['content-encoding'])
    assert.equal(answer.headers['content-type'], 'image/svg+xml; charset=utf-8')
    assert.deepEqual(answer.body, shelf.current.files.get('icons.svg')!.body)
  })

  test('answers {0} {1} with {2}')
    .with([
      ['GET', '/assets/0123456789ab/app.css', 404],
      ['GET', '/assets/', 404],
      ['GET', '/assets/../package.json', 404],
      ['POST', '/assets/0123456789ab/app.css', 405],
      ['GET', '/favicon.ico', 302],
      ['GET', '/tickets', 200],
    ] as [string, string, number][])
    .run(async ({ assert, cleanup }, [method, path, status]) => {
      const { ask } = await serve(cleanup)
      const answer = await ask(method, path)
      assert.equal(answer.status, status)
      if (status >= 400) assert.equal(answer.headers['cache-control'], 'no-store')
      if (status === 200) assert.equal(answer.body.toString(), 'the next one')
    })
})

/** A real server on loopback with the middleware in front of one that answers "the next one". */
async function serve(cleanup: (done: () => Promise<void> | void) => void) {
  const shelf = new AssetShelf(await copyResources(cleanup), false)
  const server = createServer(async (req, res) => {
    const context = new HttpContextFactory()
      .merge({
        request: new RequestFactory().merge({ req, res }).create(),
        response: new ResponseFactory().merge({ req, res }).create(),
      })
      .create()
    await new AssetsMiddleware(shelf).handle(context, async () =>
      context.response.send('the next one')
    )
    context.response.finish()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  cleanup(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    shelf,
    ask: (method: string, path: string, headers = {}) => send(port, method, path, headers),
  }
}

function send(port: number, method: string, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
    (answer, fail) => {
      request(
        { host: '127.0.0.1', port, method, path, headers, agent: false },
        async (response) => {
          const body = Buffer.concat(await response.toArray())
          answer({ status: response.statusCode!, headers: response.headers, body })
        }
      )
        .on('error', fail)
        .end()
    }
  )
}
