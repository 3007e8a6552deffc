import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { readyTable } from '#services/exports/exported'
import { writeCsv } from '#services/exports/write_csv'

test.group('CSV', () => {
  test('leaves no formula, and nothing that a split at other signs could free', async ({
    assert,
  }) => {
    const texts = ['=1+1', 'text;=1+1', 'text\t=1+1', '=1;2', 'a, b', 'plain', '-5']
    const rows = texts.map((text) => [text, -5])
    const columns = [
      { label: 'Text', kind: 'text' as const },
      { label: 'Sum', kind: 'count' as const },
    ]
    const i18n = i18nManager.locale('en')
    const way = { zone: 'UTC', i18n, viewerNow: async () => null as never }
    const pieces = await Array.fromAsync(writeCsv([readyTable('Sums', columns, rows)], way))
    const [, ...lines] = pieces.join('').trimEnd().split('\n')
    assert.deepEqual(lines, [
      ...["'=1+1,-5", '"text;=1+1",-5', '"text\t=1+1",-5', `"'=1;2",-5`],
      ...['"a, b",-5', 'plain,-5', "'-5,-5"],
    ])
  })
})
