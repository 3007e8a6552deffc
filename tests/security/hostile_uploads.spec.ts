import { test } from '@japa/runner'
import { readdir } from 'node:fs/promises'
import testUtils from '@adonisjs/core/services/test_utils'
import limiter from '@adonisjs/limiter/services/main'
import { uploadFolder } from '#services/files/receive_files'
import { statusOf } from '#tests/support/accounts'
import { makePerson } from '#tests/support/people'
import { until } from '#tests/support/until'
import { visit, type Visitor } from '#tests/support/visitor'

const BOUNDARY = 'edge-of-a-part'

/** A part of a multipart body: a file when it has a file name. */
interface Part {
  name: string
  filename?: string
  body?: string
}

/** Sends parts exactly as they are, with a good token before them. */
async function sendParts(visitor: Visitor, path: string, parts: Part[]) {
  const all: Part[] = [{ name: '_csrf', body: await visitor.csrfToken() }, ...parts]
  const lines = all.map(({ name, filename, body = '' }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${body}\r\n`
  })
  return visitor.raw('POST', path, {
    body: `${lines.join('')}--${BOUNDARY}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  })
}

test.group('Hostile uploads', (group) => {
  let maria: Visitor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await limiter.clear()
    maria = await visit(await makePerson({ username: 'maria' }))
    await maria.get('/notifications')
  })

  for (const name of [
    '__proto__',
    'constructor',
    'toString',
    'handler',
    '__proto__[a]',
    'a[b][c]',
  ]) {
    test(`a file called ${name} in its form is a file like others`, async ({ assert }) => {
      const answer = await sendParts(maria, '/uploads', [
        { name, filename: 'a.txt', body: 'hello' },
      ])
      assert.equal(answer.status, 201)
      assert.equal(await statusOf(maria.get('/notifications')), 200)
    })
  }

  test('a file whose name is a path into a field is a file like others', async ({ assert }) => {
    const parts = [
      { name: 'a[]', body: '1' },
      { name: 'a[length]', filename: 'a.txt', body: 'hello' },
    ]
    assert.equal(await statusOf(sendParts(maria, '/uploads', parts)), 201)
    assert.equal(await statusOf(maria.get('/notifications')), 200)
  })

  test('a field whose name is a path into another is refused', async ({ assert }) => {
    const parts = [
      { name: 'a[]', body: '1' },
      { name: 'a[length]', body: 'x' },
    ]
    assert.equal(await statusOf(sendParts(maria, '/tickets/draft', parts)), 400)
    assert.equal(await statusOf(maria.get('/notifications')), 200)
  })

  test('thousands of files are given up early and leave nothing behind', async ({ assert }) => {
    const parts = Array.from({ length: 5000 }, (_, n) => ({ name: `f${n}`, filename: 'a.txt' }))
    const answer = await sendParts(maria, '/uploads', parts)
    assert.equal(answer.status, 413)
    const isEmpty = async () => {
      const left = await readdir(uploadFolder())
      return left.length === 0
    }
    await until(isEmpty, 'nothing is left behind', 10)
    assert.equal(await statusOf(maria.get('/notifications')), 200)
  })
})
