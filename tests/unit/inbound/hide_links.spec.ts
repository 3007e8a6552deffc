import { test } from '@japa/runner'
import { hideAllLinks, hideDecisionLinks } from '#services/inbound/hide_links'
import { worked } from '#tests/support/processor_time'

const TOKEN = 'aB3_'.repeat(10) + 'xyz'

test.group('Hiding links', () => {
  test('nothing that decides is left, however it is wrapped', ({ assert }) => {
    for (const link of [
      `https://desk.test/decisions/${TOKEN}`,
      `<https://desk.test/decisions/${TOKEN}>`,
      `https://desk.test/ratings/${TOKEN}?score=4`,
      `https://click.test/?to=https%3A%2F%2Fdesk.test%2Fratings%2F${TOKEN}`,
      `https://safe.test/?url=https%3A%2F%2Fdesk.test%2Fdecisions%2F${TOKEN}&x=1`,
      TOKEN,
    ]) {
      for (const hide of [hideDecisionLinks, hideAllLinks]) {
        assert.notInclude(hide(`Look: ${link} there`), TOKEN.slice(0, 20), link)
        assert.match(hide(`Look: ${link} there`), /^Look: .*there$/)
      }
    }
    const broken = `https://desk.test/decisions/${TOKEN.slice(0, 21)}\n${TOKEN.slice(21)}`
    assert.equal(hideAllLinks(broken), '…\n…')
    assert.equal(hideDecisionLinks('See https://maps.test/x'), 'See https://maps.test/x')
    assert.equal(hideDecisionLinks('5 ratings/month'), '5 ratings/month')
  })

  test('takes time that grows with the text, no faster', ({ assert }) => {
    for (const text of ['a', '_', 'https:', 'decisions', 'a ', '-_%', 'www']) {
      const long = text.repeat(400_000 / text.length)
      const { ms } = worked(() => {
        hideAllLinks(long)
        hideDecisionLinks(long)
      })
      assert.isBelow(ms, 1000, text)
    }
  })
})
