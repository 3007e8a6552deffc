import { test } from '@japa/runner'
import { Visitor, baseUrl } from '#tests/support/visitor'

test.group('Headers', () => {
  for (const path of ['/login', '/no-such-page', '/health/live', '/assets/none/app.css']) {
    test(`${path} carries the security headers`, async ({ assert }) => {
      const { headers } = await new Visitor().get(path)
      const policy = headers.get('content-security-policy')!
      assert.match(policy, /script-src 'self' 'nonce-[\w-]{20,}'/)
      assert.notMatch(policy, /unsafe/)
      assert.match(policy, /frame-ancestors 'none'/)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.match(headers.get('x-request-id')!, /^[0-9a-f-]{36}$/)
    })
  }

  test('a request id of the client is not taken over', async ({ assert }) => {
    const { headers } = await new Visitor().get('/login', { 'x-request-id': 'mine' })
    assert.notEqual(headers.get('x-request-id'), 'mine')
  })

  test('another site cannot post, whatever token it has', async ({ assert }) => {
    const visitor = new Visitor()
    const form = new URLSearchParams({ _csrf: await visitor.csrfToken(), name: 'a', password: 'b' })
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site', 'origin': baseUrl() },
      { origin: 'null' },
    ]) {
      const answer = await visitor.raw('POST', '/login', { body: form, headers: headers as {} })
      assert.equal(answer.status, 403)
    }
  })

  test('a method in the body does not slip past the form token', async ({ assert }) => {
    const answer = await new Visitor().raw('POST', '/login?_method=GET', {
      body: new URLSearchParams({ _method: 'GET' }),
    })
    assert.equal(answer.status, 403)
    const odd = await new Visitor().raw('POST', '/login?_method[]=x')
    assert.equal(odd.status, 403)
  })

  test('characters that cannot be stored are refused with a page', async ({ assert }) => {
    for (const path of ['/login?back=%00', '/login?a[b]=%00', '/login?%00=1']) {
      const answer = await new Visitor().get(path)
      assert.equal(answer.status, 400, path)
      assert.include(answer.text, 'cannot be stored')
    }
  })
})
