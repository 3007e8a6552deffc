import { connect, type Socket } from 'node:net'
import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { gates } from '#middleware/overload_middleware'
import { statusOf } from '#tests/support/accounts'
import { makePerson } from '#tests/support/people'
import { until } from '#tests/support/until'
import { Visitor, baseUrl, visit } from '#tests/support/visitor'

const FORM = 'application/x-www-form-urlencoded'
const FILES = 'multipart/form-data; boundary=edge'
const FILE = '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhel'

/** Begins to send a body that never ends. */
async function dribble(path: string, type: string, start: string, cookie = ''): Promise<Socket> {
  const { hostname, port, host } = new URL(baseUrl())
  const socket = connect(Number(port), hostname)
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Content-Type: ${type}`,
    'Content-Length: 10000',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
  ]
  await new Promise((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n${start}`, resolve))
  return socket
}

test.group('Bodies that come slowly', (group) => {
  let sockets: Socket[] = []

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await limiter.clear()
    return () => {
      for (const socket of sockets) socket.destroy()
      sockets = []
    }
  })

  for (const [lane, path] of [
    ['pages', '/login'],
    ['decisions', '/approvals/1'],
  ] as const) {
    test(`forms to ${path} hold no place while they come`, async ({ assert }) => {
      const many = gates[lane].limits.active + 2
      for (let n = 0; n < many; n += 1) sockets.push(await dribble(path, FORM, 'name=a'))
      assert.equal(await statusOf(new Visitor().get('/login')), 200)
      assert.equal(gates[lane].load.active, 0)
    })
  }

  test('files hold no place while they come', async ({ assert }) => {
    const maria = await visit(await makePerson({ username: 'maria' }))
    await maria.get('/notifications')
    const many = gates.pages.limits.active + 2
    for (let n = 0; n < many; n += 1) {
      sockets.push(await dribble('/uploads', FILES, FILE, maria.cookies()))
    }
    await until(async () => gates.pages.load.active === 0, 'all places are free')
    assert.equal(await statusOf(maria.get('/notifications')), 200)
  })
})
