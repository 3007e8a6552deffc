import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import clock from '#services/clock'
import { timeWords } from '#services/words/time_words'

test.group('How long ago', () => {
  const { age, length } = timeWords('UTC', i18nManager.locale('en'))

  test('stands after "since", also in the first minute', ({ assert }) => {
    const ago = (seconds: number) => age(clock.now().minus({ seconds }))
    assert.equal(ago(2), 'just now')
    assert.equal(ago(180), '3 min')
    assert.equal(ago(3 * 3600), '3 h')
    assert.equal(length(2), 'a moment')
  })
})
