import { test } from '@japa/runner'
import { cardHtml, cut, type CardText } from '#services/telegram/cards/card_text'

const plain = (html: string) =>
  html
    .replace(/<\/?(b|blockquote)>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

test.group('The text of a card', () => {
  test('is cut between characters as people see them', ({ assert }) => {
    assert.equal(cut('short', 5), 'short')
    assert.equal(cut('a bit too long', 6), 'a bit…')
    assert.equal(cut('👩‍👩‍👧👩‍👩‍👧', 10), '👩‍👩‍👧…')
    assert.equal(cut('e\u0301e\u0301e\u0301', 4), 'e\u0301…')
    for (let most = 1; most < 30; most += 1) {
      const text = cut('👩‍👩‍👧ab😀'.repeat(5), most)
      assert.isAtMost(text.length, most)
      assert.isTrue(text.isWellFormed())
    }
  })

  test('is escaped wherever people wrote', ({ assert }) => {
    const evil = '<a href="x">&</a>'
    const html = cardHtml(
      { head: evil, title: evil, lines: [evil], items: [evil], quote: evil, ending: evil },
      4096
    )
    assert.notInclude(html, '<a')
    assert.equal(plain(html).split(evil).length, 7)
  })

  test('fits, whatever is in it, and keeps what matters', ({ assert }) => {
    const text: CardText = {
      head: 'Somebody asks for your approval',
      title: 'T'.repeat(200),
      lines: Array.from({ length: 5 }, () => '&'.repeat(400)),
      items: Array.from({ length: 60 }, (_, nth) => `Item ${nth} ${'😀'.repeat(200)}`),
      quote: '<'.repeat(10_000),
      ending: 'Approved',
    }
    for (const limit of [1024, 4096]) {
      const html = cardHtml(text, limit)
      assert.isAtMost(plain(html).length, limit)
      assert.include(html, '<b>Somebody asks for your approval</b>')
      assert.include(html, '<b>Approved</b>')
      assert.include(html, 'T'.repeat(199))
    }
    assert.isAtMost(plain(cardHtml(text, 20)).length, 20)
  })
})
