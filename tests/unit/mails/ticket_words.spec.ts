import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { changeLines } from '#mails/ticket_words'
import { timeWords } from '#services/words/time_words'

test.group('Changes in a mail', () => {
  const i18n = i18nManager.locale('en')
  const words = { i18n, zone: 'UTC', times: timeWords('UTC', i18n) }
  const lines = (changes: [string, string | null, string | null][], most = 12) =>
    changeLines(
      changes.map(([field, before, after]) => ({ field, before, after })),
      { most, longest: 40 },
      words
    )

  test('names a field whose text is too long for a line, and leaves none out', ({ assert }) => {
    assert.deepEqual(
      lines([
        ['quantity', '1', '3'],
        ['description', 'zebra '.repeat(20), 'Short'],
        ['description', null, 'Two\nlines'],
        ['fileFormat', null, 'pdf'],
      ]),
      ['Quantity: 1 → 3', 'Description changed', 'Description changed', 'File format: – → pdf']
    )
    assert.lengthOf(lines(Array(5).fill(['quantity', '1', '2']), 4), 4)
  })
})
