import { test } from '@japa/runner'
import { Conflict } from '#exceptions/refusals'
import { system } from '#services/actor'
import { eachOnItsOwn } from '#services/tickets/each_on_its_own'

const work = async (id: number) => {
  if (id === 7) throw new Conflict('busy')
}

test.group('Several tickets, each on its own', () => {
  test('one that refuses stops none of the others, and none is done twice', async ({ assert }) => {
    const { done, refused } = await eachOnItsOwn([7, 3, 3, 5], system, work)
    assert.deepEqual(done, [3, 5])
    assert.lengthOf(refused, 1)
    assert.match(refused[0].why, /^Many people are at this ticket/)
  })

  test('when the time is up the rest is left, and says so', async ({ assert }) => {
    const { done, refused } = await eachOnItsOwn([3, 5, 6], system, work, 0)
    assert.deepEqual(done, [3])
    const why =
      'Those before it took too long, so its turn did not come. Nothing was changed. Try again.'
    assert.deepEqual(refused, [
      { id: 5, why },
      { id: 6, why },
    ])
  })
})
