import { test } from '@japa/runner'
import { measureCrowd } from '#tests/support/crowd'

/** The short form of tests/long/live_crowd.spec.ts. */
test.group('Many live streams', () => {
  test('a change reaches 200 browsers within half a second', async ({ assert }) => {
    assert.isBelow(await measureCrowd(200, 20), 500)
  }).timeout(60_000)
})
