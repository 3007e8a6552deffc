import { test } from '@japa/runner'
import { figures, timed } from '#tests/support/figures'
import { makeFreshDatabase, useDatabase } from '#tests/support/fresh_database'
import { makeCast } from '#tests/support/people'
import { walk } from '#tests/support/random_walk'

/** The long form of tests/faults/random_walk.spec.ts: several walks of thousands of steps. */
test.group('Anybody does anything, for long', () => {
  test('seed {$self}: after each of 4,000 steps everything still holds')
    .with([1, 2, 3, 4])
    .run(async ({ assert, cleanup }, seed) => {
      const database = await makeFreshDatabase()
      const restore = await useDatabase(database.url)
      cleanup(async () => {
        await restore()
        await database.drop()
      })
      const people = Object.values(await makeCast())
      const { result, ms } = await timed(() => walk(database, people, { seed, steps: 4000 }))
      figures(`random walk ${seed}`, { done: result.done, refused: result.refused, ms })
      assert.deepEqual(result.broken, [])
    })
    .timeout(900_000)
})
