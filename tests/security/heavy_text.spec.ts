import { test } from '@japa/runner'
import { excerptOf } from '#services/words/excerpt_of'
import { mentionsIn, renderText } from '#services/words/render_text'
import { worked } from '#tests/support/processor_time'

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
      const { ms } = worked(() => excerptOf(text, 240))
      assert.isBelow(ms, 200)
    })

    test(`much "${piece}" is soon rendered and searched for names`, async ({ assert }) => {
      const { ms } = worked(() => [renderText(text), mentionsIn(text)])
      assert.isBelow(ms, 1500)
    })
  }

  test('a table of very many cells is shown as plain text', async ({ assert }) => {
    const table = `|${'a|'.repeat(500)}\n|${'-|'.repeat(500)}\n${'|\n'.repeat(20_000)}`
    const { result, ms } = worked(() => renderText(`<b> & ${table}`))
    assert.match(result, /^<p>&lt;b&gt; &amp; \|a\|/)
    assert.isBelow(result.length, 3 * LONGEST)
    assert.isBelow(ms, 1000)
  })

  test('a small table stays a table', ({ assert }) => {
    assert.include(renderText('|a|b|\n|-|-|\n|1|2|'), '<td>2</td>')
  })

  test('one text mentions at most twenty people', ({ assert }) => {
    const names = Array.from({ length: 3000 }, (_, n) => `@p${n}`)
    assert.lengthOf(mentionsIn(names.join(' ')), 20)
  })

  test('an excerpt of a long text is the same as before', ({ assert }) => {
    const text = `# Title\n\nSee [the *page*](http://x.test/a) and ![a](b).\n\n${'word '.repeat(5000)}`
    const { text: words, isCut } = excerptOf(text, 60)
    assert.equal(words, 'Title See the page and a. word word word word word word…')
    assert.isTrue(isCut)
  })
})
