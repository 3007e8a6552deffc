import { test } from '@japa/runner'
import { timed } from '#tests/support/figures'
import { excerptOf } from '#services/words/excerpt_of'
import { mentionsIn, renderText } from '#services/words/render_text'

/** The longest description there is. */
const LONGEST = 50_000

/** Pieces that make careless patterns go over the text once for each of them. */
const PIECES = [
  '[',
  '[](',
  '![',
  '```',
  '``` ',
  '> ',
  '//a.b/',
  'http://a.b/',
  'a@a.',
  '*a **',
  '<',
]

test.group('Text that is meant to take long', () => {
  for (const piece of PIECES) {
    const text = piece.repeat(Math.floor(LONGEST / piece.length))

    test(`the beginning of much "${piece}" is cut out at once`, async ({ assert }) => {
      const { ms } = await timed(async () => excerptOf(text, 240))
      assert.isBelow(ms, 100)
    })

    test(`much "${piece}" is soon rendered and searched for names`, async ({ assert }) => {
      const { ms } = await timed(async () => [renderText(text), mentionsIn(text)])
      assert.isBelow(ms, 1000)
    })
  }

  test('an excerpt of a long text is the same as before', ({ assert }) => {
    const text = `# Title\n\nSee [the *page*](http://x.test/a) and ![a](b).\n\n${'word '.repeat(5000)}`
    const { text: words, isCut } = excerptOf(text, 60)
    assert.equal(words, 'Title See the page and a. word word word word word word…')
    assert.isTrue(isCut)
  })
})
