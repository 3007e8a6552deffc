import { test } from '@japa/runner'
import { measureCrowd } from '#tests/support/crowd'
import { listen } from '#tests/support/live'
import { openDesk } from '#tests/support/race'
import { until } from '#tests/support/until'
import { visit } from '#tests/support/visitor'

test.group('Live streams in the long run', () => {
  for (const webs of [1, 2]) {
    test(`a change reaches a thousand within half a second, ${webs} processes`, async ({
      assert,
    }) => {
      assert.isBelow(await measureCrowd(1000, 50, webs), 500)
    }).timeout(180_000)
  }

  test('a silent stream outlives the time of a request by its signs of life', async ({
    assert,
  }) => {
    const desk = await openDesk(1)
    try {
      const client = await listen(await visit(desk.cast.maria, desk.webs[0].url))
      const cursors = new Set<number>()
      await until(() => cursors.add(client.cursor).size > 4, 'four signs of life', 110)
      assert.isFalse(client.hasEnded)
      assert.lengthOf(client.events, 1)
      client.close()
    } finally {
      await desk.close()
    }
  }).timeout(150_000)
})
