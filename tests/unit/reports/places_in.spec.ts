import { test } from '@japa/runner'
import { placesIn } from '#services/reports/places_in'
import { makeDice } from '#tests/support/dice'

const SHARES = [0, 0.1, 0.5, 0.9, 1]

test.group('Places in numbers', () => {
  test('are where they are when all are sorted', ({ assert }) => {
    const dice = makeDice(1491)
    for (const count of [1, 2, 3, 10, 11, 997]) {
      for (const most of [1, 5, 2 ** 31]) {
        const numbers = Array.from({ length: count }, () => dice.below(most) - Math.floor(most / 4))
        const pieces = [numbers.slice(0, count >> 1), [], numbers.slice(count >> 1)].map(asBytes)
        const sorted = numbers.sort((a, b) => a - b)
        const expected = SHARES.map((share) => {
          const rank = share * (count - 1)
          const [low, high] = [Math.floor(rank), Math.ceil(rank)].map((at) => sorted[at])
          return low + (high - low) * (rank % 1)
        })
        assert.deepEqual(placesIn([null, ...pieces], SHARES), expected)
      }
    }
  })

  test('are none where nothing is', ({ assert }) => {
    assert.deepEqual(placesIn([null, Buffer.alloc(0)], SHARES), Array(5).fill(null))
  })
})

function asBytes(numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, at) => bytes.writeInt32BE(number, at * 4))
  return bytes
}
