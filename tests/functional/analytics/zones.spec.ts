import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import clock from '#services/clock'
import { completeQuestion, instantsOf } from '#services/reports/report_question'
import { startOfDay } from '#services/reports/start_of_day'
import { trendTables } from '#services/reports/trends/trend_tables'
import { plant } from '#tests/support/counted'
import { contextOf, differing, figuresOf, listed, liveIn } from '#tests/support/counted_lists'
import { makeCast, type Cast } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

const NOW = DateTime.fromISO('2026-11-20T12:00:00Z')

/** Days whose edges are not where one would look for them, in UTC, with the hours between them. */
const EDGES: [zone: string, day: string, begins: string, hours: number][] = [
  ['Asia/Manila', '2026-01-01', '2025-12-31T16:00:00Z', 24],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25],
  // Half an hour forth and back.
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', 23.5],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', 24.5],
  // Midnight itself is skipped, or shown twice.
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z', 23],
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z', 25],
]

test.group('Days of a zone', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    clock.freeze(NOW)
    cast = await makeCast()
    return () => clock.goOn()
  })

  for (const [zone, day, begins, hours] of EDGES) {
    test(`hold what happened on them: ${day} in ${zone}`, async ({ assert }) => {
      const first = DateTime.fromISO(begins)
      const end = first.plus({ hours })
      assert.equal(startOfDay(day, zone).toMillis(), first.toMillis())
      assert.equal(startOfDay(day, zone, 1).toMillis(), end.toMillis())
      const { maria: by, admin } = cast
      await liveIn(zone, admin)
      const moments = [first.minus(1), first, first.plus({ hours: 2 }), end.minus(1), end]
      const done = { by, status: 'completed' }
      await plant(moments.map((at) => ({ ...done, createdAt: at.toISO()!, endedAt: at.toISO()! })))
      const days = { from: dayAfter(day, -1), to: dayAfter(day, 1) }
      const [flow, backlog, heat] = await trendTables(await contextOf(admin, days))
      const figures = flow.rows.map(({ cells }) => cells.map(({ value }) => value))
      assert.deepEqual(figures, [
        [1, 1],
        [3, 3],
        [1, 1],
      ])
      const rows = flow.rows.slice(1, 2)
      assert.deepEqual(await differing(admin, { ...flow, rows, total: null }), [])
      assert.deepEqual(
        backlog.rows.map(({ cells }) => cells[0].value),
        [0, 0, 0]
      )
      assert.equal(heat.total!.cells.at(-1)!.value, 5)
    })
  }

  test('begin months and years, each in its own zone', async ({ assert }) => {
    const asked = async (preset: 'today' | 'month' | 'quarter', zone: string) => {
      const { range } = await completeQuestion({ range: preset }, zone)
      return instantsOf(range).start.toISOString()
    }
    clock.freeze(DateTime.fromISO('2026-12-31T16:30:00Z'))
    assert.equal(await asked('month', 'Asia/Manila'), '2026-12-31T16:00:00.000Z')
    assert.equal(await asked('month', 'Europe/Berlin'), '2026-11-30T23:00:00.000Z')
    assert.equal(await asked('quarter', 'Australia/Lord_Howe'), '2026-12-31T13:00:00.000Z')
    assert.equal(await asked('today', 'Europe/Berlin'), '2026-12-30T23:00:00.000Z')
  })

  test('give each viewer his own hours, also where an hour comes twice', async ({ assert }) => {
    const { admin, ana, maria: by } = cast
    await liveIn('Europe/Berlin', admin)
    await liveIn('Asia/Manila', ana)
    // Half past two, twice, on the last Sunday of October in Berlin.
    await plant([
      { by, createdAt: '2026-10-25T00:30:00Z' },
      { by, createdAt: '2026-10-25T01:30:00Z' },
    ])
    const days = { from: '2026-10-25', to: '2026-10-25' }
    const [, , berlin] = await trendTables(await contextOf(admin, days))
    assert.equal(figuresOf(berlin, '02:00')[6], 2)
    assert.equal(await listed(await visit(admin), '/tickets?tab=all&weekday=7&hour=2'), 2)
    const [, , manila] = await trendTables(await contextOf(ana, days))
    assert.equal(figuresOf(manila, '08:00')[6], 1)
    assert.equal(figuresOf(manila, '09:00')[6], 1)
  })
})

function dayAfter(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!
}
