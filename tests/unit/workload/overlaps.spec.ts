import { test } from '@japa/runner'
import { calendarDays } from '#services/workload/calendar_days'
import { findOverlaps, MOST_OVERLAPS } from '#services/workload/find_overlaps'

const at = (id: number, start: number, end: number, ...people: number[]) => ({
  id,
  start,
  end,
  people,
})

test.group('Overlaps of what is planned', () => {
  test('name the person and the two; what only touches does not clash', ({ assert }) => {
    assert.deepEqual(findOverlaps([at(2, 20, 30, 7), at(1, 10, 20, 7)]), [])
    assert.deepEqual(findOverlaps([at(2, 19, 30, 7), at(1, 10, 20, 7, 8)]), [
      { personId: 7, ids: [1, 2] },
    ])
    assert.deepEqual(findOverlaps([at(1, 10, 20, 7), at(2, 12, 14, 8)]), [])
  })

  test('find a long one behind a short one, and each pair once', ({ assert }) => {
    const all = [at(1, 0, 100, 7, 7), at(2, 5, 6, 7), at(3, 50, 60, 7)]
    assert.deepEqual(
      findOverlaps(all).map(({ ids }) => ids),
      [
        [1, 2],
        [1, 3],
      ]
    )
  })

  test('are no more than anybody can be told of, however many are planned at once', ({
    assert,
  }) => {
    const all = Array.from({ length: 4000 }, (_, id) => at(id + 1, id, 10_000, 7, 8, 9))
    assert.lengthOf(findOverlaps(all), MOST_OVERLAPS)
  })
})

test.group('The days of a calendar', () => {
  test('are whole weeks from Monday on, whatever the clocks do in the zone', ({ assert }) => {
    for (const zone of ['Asia/Manila', 'Europe/Berlin', 'Australia/Lord_Howe']) {
      for (const date of ['2026-03-15', '2026-10-31', '2026-04-05', '2027-02-01']) {
        const days = calendarDays({ view: 'month', date }, zone)
        assert.equal(days.length % 7, 0, `${zone} ${date}`)
        assert.equal(days[0].weekday, 1)
        assert.isTrue(days.every((day) => day.toMillis() === day.startOf('day').toMillis()))
        assert.lengthOf(new Set(days.map((day) => day.toISODate())), days.length)
      }
    }
    assert.lengthOf(calendarDays({ view: 'month', date: '2027-02-14' }, 'Asia/Manila'), 28)
    const week = calendarDays({ view: 'week', date: '2026-11-22' }, 'Asia/Manila')
    assert.deepEqual([week[0].toISODate(), week[6].toISODate()], ['2026-11-16', '2026-11-22'])
  })
})
