import { test } from '@japa/runner'
import { hub } from '#services/live/hub'
import { eventText } from '#services/live/live_stream'
import { onACleanDesk } from '#tests/support/accounts'
import { listen } from '#tests/support/live'
import { makeCast } from '#tests/support/people'
import { until } from '#tests/support/until'
import { visit } from '#tests/support/visitor'

test.group('A reader that stalls', (group) => {
  onACleanDesk(group)

  test('is dropped, and holds up nobody', async ({ assert }) => {
    const cast = await makeCast()
    const reading = await listen(await visit(cast.maria))
    const stalled = await listen(await visit(cast.ana))
    const { id } = stalled
    stalled.stall()
    const filler = eventText('filler', { text: 'x'.repeat(16 * 1024) })
    let told = 0
    await until(() => {
      for (const stream of hub.streams) stream.say(filler)
      told += 1
      return hub.streams.find(id) === undefined
    }, 'it is dropped')
    await until(() => reading.all('filler').length === told, 'the other has read all')
    assert.isFalse(reading.hasEnded)
    assert.equal(hub.streams.size, 1)
    reading.close()
    stalled.close()
    await until(() => hub.streams.size === 0, 'all have left')
  })
})
