import { test } from '@japa/runner'
import { creative } from '#workflows/creative'
import { support } from '#workflows/support'
import { pastMoves } from '#workflows/workflow'

test.group('Where a rollback may lead', () => {
  test('to every status of the workflow but one that somebody refused into', ({ assert }) => {
    const pairs = pastMoves(creative).map(({ from, to }) => `${from}>${to}`)
    assert.include(pairs, 'completed>requested')
    assert.include(pairs, 'rejected>pending_creative')
    assert.isEmpty(pairs.filter((pair) => pair.endsWith('>rejected')))
    assert.lengthOf(pairs, 5 * 4 + 5)
    assert.lengthOf(pastMoves(support), 6 * 5)
  })
})
