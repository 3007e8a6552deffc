import { test } from '@japa/runner'
import { figures, timed } from '#tests/support/figures'
import { makeFreshDatabase, useDatabase } from '#tests/support/fresh_database'
import { makeWalkers, walk } from '#tests/support/random_walk'

test.group('Anybody does anything', () => {
  test('and after each of 5,000 steps over both workflows everything still holds', async ({
    assert,
    cleanup,
  }) => {
    const database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    cleanup(async () => {
      await restore()
      await database.drop()
    })
    const people = await makeWalkers()
    const walked = { seed: 7, steps: 5000, trust: 20 }
    const { result, ms } = await timed(() => walk(database, people, walked))
    const { done, refused, acts } = result
    figures('random walk', { done, refused, ms, ...acts })
    assert.deepEqual(result.broken, [])
    assert.isAbove(done, 700)
    // Whatever the dice say, these are done at least once.
    const names = ['take', 'ask_requester', 'comment', 'transfer', 'merge', 'follow_up', 'reopen']
    assert.includeMembers(Object.keys(acts), names)
  }).timeout(180_000)
})
