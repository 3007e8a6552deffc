import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { steadyZone } from '#services/words/steady_zone'

test.group('Steady zones', () => {
  test('{0} has the offsets that Luxon knows')
    .with(['Asia/Manila', 'Europe/Berlin', 'America/St_Johns', 'Africa/Casablanca', 'UTC'])
    .run(({ assert }, name) => {
      const zone = steadyZone(name)
      const begin = DateTime.fromISO('2023-01-01T00:30:00Z', { zone: 'utc' })
      for (let hours = 0; hours < 5 * 365 * 24; hours += 5) {
        const time = begin.plus({ hours })
        assert.equal(time.setZone(zone).toISO(), time.setZone(name).toISO())
      }
    })

  test('a name that is none gives no time, as before', ({ assert }) => {
    assert.isFalse(DateTime.utc().setZone(steadyZone('Nowhere/City')).isValid)
  })
})
