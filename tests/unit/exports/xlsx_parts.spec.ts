import { test } from '@japa/runner'
import { sheetNames } from '#services/exports/xlsx_parts'

test.group('Names of sheets', () => {
  test('are such that every spreadsheet opens them', ({ assert }) => {
    const long = `${'a'.repeat(30)}'b`
    assert.deepEqual(sheetNames(['History', long, "'' ", 'IT', 'it', '[Q]: 1/2']), [
      'History 1',
      'a'.repeat(30),
      '3',
      'IT',
      'it 5',
      'Q   1 2',
    ])
  })
})
