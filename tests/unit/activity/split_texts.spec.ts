import { test } from '@japa/runner'
import { splitTexts } from '#services/activity/split_texts'

test.group('What an activity keeps for ever', () => {
  test('facts stay, what people wrote stands apart', ({ assert }) => {
    const changes = [
      { field: 'title', before: 'Old', after: 'New' },
      { field: 'priority', before: 'low', after: 'high' },
    ]
    const split = splitTexts(changes, { note: 'Legal asked', step: 'creative', name: 'brief.txt' })
    assert.deepEqual(split.changes, [
      { field: 'title', before: null, after: null },
      { field: 'priority', before: 'low', after: 'high' },
    ])
    assert.deepEqual(split.details, { step: 'creative' })
    assert.deepEqual(split.texts, { changes, details: { note: 'Legal asked', name: 'brief.txt' } })
  })

  test('a key that nobody thought of counts as text', ({ assert }) => {
    const { details, texts } = splitTexts([], { wish: 'brighter' })
    assert.deepEqual([details, texts?.details], [{}, { wish: 'brighter' }])
  })

  test('without texts there is nothing apart', ({ assert }) => {
    const changes = [{ field: 'item:Reels', before: null, after: '2 video' }]
    assert.deepEqual(splitTexts(changes, { round: 2 }), {
      changes,
      details: { round: 2 },
      texts: null,
    })
  })
})
