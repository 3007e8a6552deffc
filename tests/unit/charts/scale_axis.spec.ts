import { test } from '@japa/runner'
import { scaleAxis } from '#services/charts/scale_axis'
import { placesOf } from '#services/charts/draw_lines'
import type { FigureKind } from '#services/reports/figure_words'

const HOUR = 3600
const DAY = 24 * HOUR

test.group('The axis of a chart', () => {
  test('goes from nought in round steps to the first that holds all', ({ assert }) => {
    const cases: [number, FigureKind, number[]][] = [
      [0, 'count', [0, 1]],
      [1, 'count', [0, 1]],
      [3, 'count', [0, 1, 2, 3]],
      [61, 'count', [0, 20, 40, 60, 80]],
      [999_999, 'count', [0, 500_000, 1_000_000]],
      [100, 'percent', [0, 25, 50, 75, 100]],
      [7.5, 'percent', [0, 2, 4, 6, 8]],
      [0.3, 'average', [0, 0.5]],
      [40, 'seconds', [0, 60]],
      [9 * HOUR, 'seconds', [0, 4 * HOUR, 8 * HOUR, 12 * HOUR]],
      [9 * DAY, 'seconds', [0, 5 * DAY, 10 * DAY]],
    ]
    for (const [highest, kind, ticks] of cases) {
      assert.deepEqual(scaleAxis(highest, kind).ticks, ticks, `${highest} ${kind}`)
    }
  })

  test('holds every value in at most five lines', ({ assert }) => {
    for (const kind of ['count', 'percent', 'seconds', 'average'] as const) {
      for (let highest = 0.01; highest < 1e9; highest *= 1.37) {
        const { max, ticks } = scaleAxis(highest, kind)
        assert.isAtLeast(max, highest, `${kind} ${highest}`)
        assert.isAtMost(ticks.length, 5, `${kind} ${highest}`)
      }
    }
  })

  test('names the first day, the last, and some between them that never touch', ({ assert }) => {
    assert.deepEqual(placesOf(1, 3), [0])
    assert.deepEqual(placesOf(3, 5), [0, 1, 2])
    for (let count = 2; count < 400; count += 1) {
      const places = placesOf(count, 4)
      assert.equal(places[0], 0)
      assert.equal(places.at(-1), count - 1)
      assert.isAtMost(places.length, 4)
      const gaps = places.slice(1).map((place, at) => place - places[at])
      assert.isAtMost(Math.max(...gaps) - Math.min(...gaps), 1, `${count}: ${places}`)
    }
  })
})
