import { test } from '@japa/runner'
import { measureCrowd } from '#tests/support/crowd'

test.group('A thousand live streams', () => {
  for (const webs of [1, 2]) {
    test(`a change reaches all within half a second, ${webs} processes`, async ({ assert }) => {
      assert.isBelow(await measureCrowd(1000, 50, webs), 500)
    }).timeout(180_000)
  }
})
