import { test } from '@japa/runner'
import { checkFacts } from '#services/reports/replay/check_facts'
import { compareEveryMoment, keepEveryMoment } from '#tests/support/every_moment'
import { figures, timed } from '#tests/support/figures'
import { makeFreshDatabase, useDatabase } from '#tests/support/fresh_database'
import { makeWalkers, walk } from '#tests/support/random_walk'

/** The long form of tests/faults/random_walk.spec.ts: 100,000 steps, and every refusal asked of the services. */
test.group('Anybody does anything, for long', () => {
  test('seed {$self}: after each of 25,000 steps everything still holds')
    .with([1, 2, 3, 4])
    .run(async ({ assert, cleanup }, seed) => {
      const database = await makeFreshDatabase()
      const restore = await useDatabase(database.url)
      cleanup(async () => {
        await restore()
        await database.drop()
      })
      await keepEveryMoment(database)
      const people = await makeWalkers()
      const { result, ms } = await timed(() => walk(database, people, { seed, steps: 25_000 }))
      const { done, refused, acts } = result
      figures(`random walk ${seed}`, { done, refused, ms, ...acts })
      assert.deepEqual(result.broken, [])
      const differences: unknown[] = []
      await checkFacts((difference) => differences.push(difference))
      assert.deepEqual(differences.slice(0, 5), [])
      const told = await compareEveryMoment(database)
      assert.deepEqual(told.differences.slice(0, 5), [])
    })
    .timeout(1_800_000)
})
