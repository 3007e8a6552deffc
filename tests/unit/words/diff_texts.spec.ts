import { test } from '@japa/runner'
import { diffTexts, type TextPart } from '#services/words/diff_texts'
import { makeDice } from '#tests/support/dice'
import { worked } from '#tests/support/processor_time'

const joined = (parts: TextPart[], without: TextPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')

const PIECES = [
  'banner',
  ' ',
  '\n',
  'Früh',
  '三',
  '😀',
  '.',
  '\r\n',
  'x',
  '  ',
  '</ins>',
  '\ud800',
  'ก',
]

test.group('The difference of two texts', () => {
  test('gives both texts again, whatever they are', ({ assert }) => {
    const { pick, below } = makeDice(7)
    for (let round = 0; round < 400; round++) {
      const words = Array.from({ length: below(40) }, () => pick(PIECES))
      const before = words.join('')
      const edited = words.flatMap((word) =>
        below(4) > 0 ? [word] : Array.from({ length: below(3) }, () => pick(PIECES))
      )
      const after = edited.join('')
      const parts = diffTexts(before, after)
      assert.equal(joined(parts, 'added'), before)
      assert.equal(joined(parts, 'removed'), after)
      assert.isTrue(parts.every(({ text }) => text !== ''))
    }
  })

  test('names the words that changed, and neighbours as one change', ({ assert }) => {
    assert.deepEqual(diffTexts('One clear line, large name.', 'One bold line, large red name.'), [
      { kind: 'same', text: 'One ' },
      { kind: 'removed', text: 'clear ' },
      { kind: 'added', text: 'bold ' },
      { kind: 'same', text: 'line, large ' },
      { kind: 'added', text: 'red ' },
      { kind: 'same', text: 'name.' },
    ])
    assert.deepEqual(
      diffTexts('keep a, b here for us all', 'keep c, d here for us all').map(({ text }) => text),
      ['keep ', 'a, b ', 'c, d ', 'here for us all']
    )
  })

  test('keeps the word that something was put behind', ({ assert }) => {
    assert.deepEqual(diffTexts('Banner for the raffle', 'Banner for the raffle 2026'), [
      { kind: 'same', text: 'Banner for the raffle' },
      { kind: 'added', text: ' 2026' },
    ])
    assert.deepEqual(diffTexts('Win a trip to Cebu**, now', 'Win a trip**, now'), [
      { kind: 'same', text: 'Win a trip' },
      { kind: 'removed', text: ' to Cebu' },
      { kind: 'same', text: '**, now' },
    ])
    assert.deepEqual(diffTexts('made for the cat', 'made for the cattle').at(-1), {
      kind: 'added',
      text: 'cattle',
    })
  })

  test('sets texts that share next to nothing beside each other', ({ assert }) => {
    assert.deepEqual(diffTexts('Monday, the blue one', 'Sunday; a red thing'), [
      { kind: 'removed', text: 'Monday, the blue one' },
      { kind: 'added', text: 'Sunday; a red thing' },
    ])
  })

  test('is bounded for long texts that are meant to take long', ({ assert }) => {
    const long = 50_000
    const { below } = makeDice(3)
    const letters = (alphabet: string) =>
      Array.from({ length: long }, () => alphabet[below(alphabet.length)]).join('')
    const hostile: [string, string][] = [
      [letters('ab '), letters('ab ')],
      [letters('.,'), letters(',.')],
      ['a '.repeat(long / 2), 'b '.repeat(long / 2)],
      [' '.repeat(long), '\n'.repeat(long)],
      ['x\n'.repeat(long / 2), 'y\nx\n'.repeat(long / 4)],
      ['三'.repeat(long), '四'.repeat(long)],
      ['.'.repeat(long), `${'.'.repeat(long - 1)},`],
    ]
    for (const [before, after] of hostile) {
      const { result: parts, ms } = worked(() => diffTexts(before, after))
      assert.isBelow(ms, 400, before.slice(0, 10))
      assert.equal(joined(parts, 'added'), before)
      assert.equal(joined(parts, 'removed'), after)
    }
  })
})
