import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { formatters } from '@adonisjs/i18n'
import { quickMessages } from '#services/words/quick_messages'

test.group('Quick messages', () => {
  test('say what the ICU formatter says', async ({ assert }) => {
    const makeIcu = await formatters.icu().resolver(app)
    const icu = makeIcu({} as never)
    const quick = quickMessages(icu)
    const said: [string, Record<string, unknown>][] = [
      ['Plain words', {}],
      ['waits for {name}, {length}', { name: 'Ana', length: '3 h' }],
      ['{name} and {name}', { name: '{other} $& $1' }],
      ['#{id} approved.', { id: 482 }],
      ['{count} h', { count: 1500 }],
      ['{count, plural, one {# day} other {# days}}', { count: 2 }],
      ['{count, plural, one {# day} other {# days}}', { count: 1 }],
      ['{count, plural, one {# day} other {# days}}', { count: 2 }],
      ['{count, plural, one {# day} other {# days}} of {all}', { count: 2, all: 3 }],
      ['{count, plural, one {# day} other {# days}} of {all}', { all: 2, count: 3 }],
      ['{most, number}+', { most: 1000 }],
      [`it's {name}`, { name: 'Ana' }],
      [`'{quoted}' {name}`, { name: 'Ana' }],
      ['<b>{name}</b>', { name: '<i>' }],
      ['{name}', { name: '' }],
      ['{name}', { name: true }],
    ]
    for (const [message, data] of said) {
      assert.equal(quick.format(message, 'en', data), icu.format(message, 'en', data), message)
    }
    assert.throws(() => quick.format('{name}', 'en', {}))
  })
})
