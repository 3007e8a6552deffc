import { test } from '@japa/runner'
import { makeFreshDatabase } from '#tests/support/fresh_database'
import { Processes } from '#tests/support/server_process'

test.group('A desk that is reached by https', () => {
  test('binds its cookies to the host, asks browsers to stay with https and leads them there', async ({
    assert,
    cleanup,
  }) => {
    const database = await makeFreshDatabase()
    cleanup(() => database.drop())
    const processes = new Processes({ DATABASE_URL: database.url })
    cleanup(() => processes.endAll())
    const web = await processes.web({ APP_URL: 'https://desk.example' })

    const page = await fetch(`${web.url}/login`, { headers: { 'x-forwarded-proto': 'https' } })
    assert.equal(page.status, 200)
    assert.match(page.headers.get('strict-transport-security')!, /max-age=31536000/)
    const [cookie] = page.headers.getSetCookie()
    assert.match(cookie, /^__Host-countersign=/)
    for (const word of ['Secure', 'HttpOnly', 'Path=/', 'SameSite=Lax'])
      assert.include(cookie, word)

    const plain = await fetch(`${web.url}/login?back=%2Ftickets`, {
      headers: { 'x-forwarded-proto': 'http' },
      redirect: 'manual',
    })
    assert.equal(plain.status, 308)
    assert.equal(plain.headers.get('location'), 'https://desk.example/login?back=%2Ftickets')
    const live = await fetch(`${web.url}/health/live`, { headers: { 'x-forwarded-proto': 'http' } })
    assert.equal(live.status, 200)
  })
})
