import { test } from '@japa/runner'
import { EVEN_MS } from '#services/accounts/answer_evenly'
import { onACleanDesk } from '#tests/support/accounts'
import { timed } from '#tests/support/figures'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

/** Timers may ring a little early. */
const LEAST = EVEN_MS - 5

test.group('Answers that take as long for every name', (group) => {
  onACleanDesk(group)

  for (const name of ['maria', 'nobody-of-that-name']) {
    test(`asking for a reset as ${name}`, async ({ assert }) => {
      await makePerson({ username: 'maria' })
      const visitor = new Visitor()
      await visitor.csrfToken()
      const { result, ms } = await timed(() => visitor.post('/password/forgotten', { name }))
      assert.equal(result.location, '/password/sent')
      assert.isAtLeast(ms, LEAST)
    })

    test(`a wrong password as ${name}`, async ({ assert }) => {
      await makePerson({ username: 'maria' })
      const visitor = new Visitor()
      await visitor.csrfToken()
      const wrong = { name, password: 'not the right one' }
      const { result, ms } = await timed(() => visitor.post('/login', wrong))
      assert.equal(result.status, 422)
      assert.isAtLeast(ms, LEAST)
    })
  }
})
