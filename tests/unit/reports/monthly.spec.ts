import { test } from '@japa/runner'
import { NOTHING } from '#services/reports/measures'
import { ranked } from '#services/reports/monthly/leaderboard_table'
import { findInsights } from '#services/reports/monthly/find_insights'
import { monthOf } from '#services/reports/monthly/month'
import type { MonthlyFigures } from '#services/reports/monthly/monthly_figures'
import { rateKpis } from '#services/reports/monthly/rate_kpis'

function figures(sums: Partial<typeof NOTHING>, late = 0): MonthlyFigures {
  return {
    sums: { ...NOTHING, ...sums },
    revisions: [0, 0, 0, 0, 0],
    revised: [],
    overdue: { count: late, open: sums.open ?? 0, byPriority: {}, tickets: [] },
    waiting: { approval: 0, assignee: 0 },
    people: [],
    breakdowns: { product: [], department: [], type: [], priority: [] },
  }
}

const ragOf = (key: string, of: MonthlyFigures) => rateKpis(of).find((kpi) => kpi.key === key)!.rag

test.group('The colours of a month', () => {
  test('change at the thresholds, both included, and none is grey', ({ assert }) => {
    const done = (assignedCompleted: number) => figures({ assigned: 1000, assignedCompleted })
    const onTime = (count: number) => figures({ timed: 1000, onTime: count })
    const revised = (revisions: number) => figures({ total: 10, revisions })
    const overdue = (late: number) => figures({ open: 1000 }, late)
    for (const [key, of, green, amber] of [
      ['completionRate', done, [800, 1000], [799, 700]],
      ['onTimeRate', onTime, [800, 900], [799, 700]],
      ['averageRevisions', revised, [30, 0], [31, 40]],
      ['overdueRate', overdue, [50, 0], [51, 100]],
    ] as const) {
      for (const value of green) assert.equal(ragOf(key, of(value)), 'green', `${key} ${value}`)
      for (const value of amber) assert.equal(ragOf(key, of(value)), 'amber', `${key} ${value}`)
      assert.equal(ragOf(key, figures({})), 'grey', key)
    }
    assert.equal(ragOf('completionRate', done(699)), 'red')
    assert.equal(ragOf('onTimeRate', onTime(699)), 'red')
    assert.equal(ragOf('averageRevisions', revised(41)), 'red')
    assert.equal(ragOf('overdueRate', overdue(101)), 'red')
    assert.isNull(ragOf('output', done(1)))
  })

  test('an empty month has no figure and nothing to say', ({ assert }) => {
    const empty = figures({})
    assert.isTrue(rateKpis(empty).every(({ value }) => value === null))
    assert.deepEqual(findInsights(empty, empty), { wins: [], improvements: [], actions: [] })
  })

  test('who only has planned work has no place in it', ({ assert }) => {
    const row = (id: number, assigned: number) => ({ id, sums: { ...NOTHING, total: 1, assigned } })
    const people = [row(1, 0), row(2, 1)]
    assert.deepEqual(
      ranked({ ...figures({}), people }).map(({ id }) => id),
      [2]
    )
  })

  test('output is worth a word from a tenth on', ({ assert }) => {
    const keys = (now: number, was: number) => {
      const { wins, improvements } = findInsights(
        figures({ output: now }),
        figures({ output: was })
      )
      return [...wins, ...improvements].map(({ key }) => key)
    }
    assert.deepEqual(keys(110, 100), ['output_up'])
    assert.deepEqual(keys(109, 100), [])
    assert.deepEqual(keys(90, 100), ['output_down'])
    assert.deepEqual(keys(50, 0), [])
  })
})

test.group('A month in a zone', () => {
  test('begins and ends at its own midnight, whatever the clocks do in between', ({ assert }) => {
    const edges = (year: number, month: number, zone: string) => {
      const { startsAt, endsAt, range } = monthOf(year, month, zone)
      return [startsAt.toUTC().toISO(), endsAt.toUTC().toISO(), range.to]
    }
    assert.deepEqual(edges(2025, 12, 'Asia/Manila'), [
      '2025-11-30T16:00:00.000Z',
      '2025-12-31T16:00:00.000Z',
      '2025-12-31',
    ])
    assert.deepEqual(edges(2025, 10, 'Europe/Berlin'), [
      '2025-09-30T22:00:00.000Z',
      '2025-10-31T23:00:00.000Z',
      '2025-10-31',
    ])
    assert.deepEqual(edges(2025, 10, 'Australia/Lord_Howe'), [
      '2025-09-30T13:30:00.000Z',
      '2025-10-31T13:00:00.000Z',
      '2025-10-31',
    ])
    assert.deepEqual(edges(2024, 2, 'Asia/Manila')[2], '2024-02-29')
    // Midnight is shown twice: the hour between the two belongs to November.
    const atTwice = '2026-11-01T04:00:00.000Z'
    assert.equal(edges(2026, 10, 'America/Havana')[1], atTwice)
    assert.equal(edges(2026, 11, 'America/Havana')[0], atTwice)
  })
})
