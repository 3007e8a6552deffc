import { test } from '@japa/runner'
import { listMoved } from '#services/calendars/list_moved'
import { checkFacts } from '#services/reports/replay/check_facts'
import { compareEveryMoment, keepEveryMoment } from '#tests/support/every_moment'
import { figures, timed } from '#tests/support/figures'
import { makeFreshDatabase, useDatabase } from '#tests/support/fresh_database'
import { makeWalkers, walk } from '#tests/support/random_walk'

/** Other hours than round the clock make a deadline that was counted wrong differ. */
const OFFICE = JSON.stringify(
  Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: '09:00', to: '17:00' }]]))
)

test.group('Anybody does anything', () => {
  test('and after each of 3,000 steps over both workflows everything still holds', async ({
    assert,
    cleanup,
  }) => {
    const database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    cleanup(async () => {
      await restore()
      await database.drop()
    })
    await keepEveryMoment(database)
    const people = await makeWalkers()
    const [it] = await database.rows(
      `update departments set working_hours = '${OFFICE}', time_zone = 'Europe/Berlin' where name = 'IT' returning id`
    )
    const walked = { seed: 7, steps: 3000, trust: 20 }
    const { result, ms } = await timed(() => walk(database, people, walked))
    const { done, refused, acts } = result
    figures('random walk', { done, refused, ms, ...acts })
    assert.deepEqual(result.broken, [])
    // Whatever way a ticket took, its deadlines are those that its start, hours, pauses and working hours give.
    const { moved, last } = await listMoved(it.id, 0, 100_000)
    assert.isNotNull(last)
    assert.deepEqual(moved, [])
    // Nor can a report count anything that its history does not tell.
    const differences: unknown[] = []
    const counted = await checkFacts((difference) => differences.push(difference))
    assert.deepEqual(differences.slice(0, 5), [])
    assert.isAbove(counted.tickets, 50)
    // And each ticket told up to any of its moments is what it was then: frozen months stand on that.
    const told = await compareEveryMoment(database)
    assert.deepEqual(told.differences.slice(0, 5), [])
    assert.isAbove(told.moments, 400)
    assert.isAbove(done, 400)
    // Whatever the dice say, these are done at least once.
    const names = [
      'take',
      'ask_requester',
      'comment',
      'transfer',
      'merge',
      'follow_up',
      'reopen',
      'rollback',
    ]
    assert.includeMembers(Object.keys(acts), names)
  }).timeout(180_000)
})
