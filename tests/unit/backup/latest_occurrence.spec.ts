import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { latestOccurrence } from '#services/backup/latest_occurrence'

const at = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const keyOf = (everyHours: number, time: string, now: string, zone = 'UTC') =>
  latestOccurrence({ everyHours, at: time }, at(now), zone)?.key ?? null

test.group('The schedule of backups', () => {
  test('is counted on the clock of the zone', ({ assert }) => {
    assert.equal(keyOf(24, '03:00', '2026-11-21T02:59Z'), '2026-11-20 03:00')
    assert.equal(keyOf(24, '03:00', '2026-11-21T03:00Z'), '2026-11-21 03:00')
    assert.equal(keyOf(24, '03:00', '2026-11-20T19:00Z', 'Asia/Manila'), '2026-11-21 03:00')
    assert.equal(keyOf(6, '03:30', '2026-11-21T16:00Z'), '2026-11-21 15:30')
    assert.equal(keyOf(6, '03:30', '2026-11-21T01:00Z'), '2026-11-20 21:30')
    assert.equal(keyOf(1, '00:10', '2026-11-21T00:05Z'), '2026-11-20 23:10')
    assert.isNull(keyOf(0, '03:00', '2026-11-21T03:00Z'))
  })

  test('of several days comes after so many days', ({ assert }) => {
    const days = Array.from({ length: 14 }, (_, n) =>
      keyOf(168, '03:00', at('2026-11-01T12:00Z').plus({ days: n }).toISO()!)
    )
    assert.equal(new Set(days).size, 3)
  })

  test('neither skips nor doubles when the clocks change', ({ assert }) => {
    const keys = (from: string) =>
      Array.from({ length: 24 * 4 }, (_, n) =>
        keyOf(
          24,
          '02:30',
          at(from)
            .plus({ minutes: 30 * n })
            .toISO()!,
          'Europe/Berlin'
        )
      )
    assert.equal(new Set(keys('2026-03-28T12:00Z')).size, 3)
    assert.equal(new Set(keys('2026-10-24T12:00Z')).size, 3)
  })
})
