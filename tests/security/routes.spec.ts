import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { Visitor } from '#tests/support/visitor'

const RULES = ['anyone', 'guest', 'signed_in', 'manager', 'admin', 'link']

/** Every route of the product with the rule it declares. */
function declared() {
  return Object.values(router.toJSON())
    .flat()
    .map((route) => {
      const stack = [...route.middleware.all()] as { name?: string; args?: unknown }[]
      const rule = stack.find((layer) => layer && layer.name === 'may')
      return {
        pattern: route.pattern,
        methods: route.methods,
        rule: rule?.args as string | undefined,
      }
    })
}

/**
 * What browsers report by themselves, what Telegram sends with a secret of its own, a form that changes nothing and that people
 * without a session send, and what mail programs press for their readers.
 */
const WITHOUT_TOKEN = [
  ...['/reports/browser', '/telegram/updates', '/certificates/verify', '/subscriptions/:token'],
]

test.group('Routes', () => {
  test('every route declares its rule', ({ assert }) => {
    const without = declared().filter(({ rule }) => !rule || !RULES.includes(rule))
    assert.isAbove(declared().length, 5)
    assert.deepEqual(without, [])
  })

  test('whoever is not signed in reaches no page that asks for an account', async ({ assert }) => {
    const visitor = new Visitor()
    for (const { pattern, methods, rule } of declared()) {
      if (!['signed_in', 'manager', 'admin'].includes(rule!) || !methods.includes('GET')) continue
      const answer = await visitor.get(pattern.replace(':tab', 'team').replace(/:\w+/g, '1'))
      assert.equal(answer.status, 302, pattern)
      assert.match(answer.location!, /^\/login/, pattern)
    }
  })

  test('a write without the form token is refused on every route', async ({ assert }) => {
    const visitor = new Visitor()
    for (const { pattern, methods } of declared()) {
      if (!methods.includes('POST') || WITHOUT_TOKEN.includes(pattern)) continue
      const path = pattern.replace(':name', 'approve').replace(/:\w+/g, '1')
      const answer = await visitor.raw('POST', path)
      assert.equal(answer.status, 403, pattern)
    }
  })
})
