import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { timed } from '#tests/support/figures'
import { makeCast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

/** The longest comment there is. */
const LONGEST = 20_000

/** Texts of a comment that cost the most. */
const BODIES = {
  'tables': `|${'a|'.repeat(100)}\n|${'-|'.repeat(100)}\n${'|\n'.repeat(9000)}`,
  'brackets': '['.repeat(LONGEST),
  'links to tickets': '#1 '.repeat(6600),
}

/** Somebody who sees a ticket writes so much that its page could not be shown any more. */
test.group('Talk that is meant to take long', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function talkOf(bodies: (n: number) => string) {
    const { maria } = await makeCast()
    const ticket = await ask(maria)
    await db.table('comments').multiInsert(
      Array.from({ length: 200 }, (_, n) => ({
        ticket_id: ticket.id,
        user_id: maria.id,
        body: bodies(n).slice(0, LONGEST),
        is_internal: false,
        created_at: new Date(),
      }))
    )
    const visitor = await visit(maria)
    return timed(() => visitor.get(`/tickets/${ticket.id}`))
  }

  for (const [what, body] of Object.entries(BODIES)) {
    test(`two hundred comments of ${what}`, async ({ assert }) => {
      const { result, ms } = await talkOf(() => body)
      assert.equal(result.status, 200)
      assert.isBelow(result.text.length, 2_000_000)
      assert.isBelow(ms, 10_000)
    })
  }

  test('two hundred comments with a thousand names each', async ({ assert }) => {
    const { result } = await talkOf((n) =>
      Array.from({ length: 1000 }, (_, m) => `@n${n}x${m}`).join(' ')
    )
    assert.equal(result.status, 200)
  })

  test('comments of the usual length all stand there', async ({ assert }) => {
    const { result } = await talkOf((n) => `Comment number ${n}. ${'word '.repeat(150)}`)
    assert.include(result.text, 'Comment number 0.')
    assert.include(result.text, 'Comment number 199.')
  })
})
