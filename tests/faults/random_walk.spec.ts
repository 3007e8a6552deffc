import { test } from '@japa/runner'
import { figures, timed } from '#tests/support/figures'
import { makeFreshDatabase, useDatabase } from '#tests/support/fresh_database'
import { makeCast } from '#tests/support/people'
import { walk } from '#tests/support/random_walk'

test.group('Anybody does anything', () => {
  test('and after each of 300 steps everything still holds', async ({ assert, cleanup }) => {
    const database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    cleanup(async () => {
      await restore()
      await database.drop()
    })
    const people = Object.values(await makeCast())
    const { result, ms } = await timed(() => walk(database, people, { seed: 7, steps: 300 }))
    figures('random walk', { done: result.done, refused: result.refused, ms })
    assert.deepEqual(result.broken, [])
    assert.isAbove(result.done, 70)
  }).timeout(60_000)
})
