import { test } from '@japa/runner'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import SecurityHeadersMiddleware from '#middleware/security_headers_middleware'

test.group('Security headers', () => {
  test('a header that could not be written is refused where it is set', ({ assert }) => {
    const ctx = new HttpContextFactory().create()
    new SecurityHeadersMiddleware().handle(ctx, async () => {})
    for (const value of ['/review/€', 'a\r\nset-cookie: b']) {
      assert.throws(() => ctx.response.header('hx-redirect', value), /Invalid character/)
    }
    ctx.response.header('vary', ['accept', 'cookie']).header('content-length', 3)
    assert.deepEqual(ctx.response.getHeader('vary'), ['accept', 'cookie'])
  })
})
