import { test } from '@japa/runner'
import { pagerOf } from '#services/lists/pager'

const list = { path: '/list', query: { q: 'a b', role: undefined }, size: 25 }

test.group('The pager', () => {
  test('keeps the filters and leaves the first page out of the address', ({ assert }) => {
    const pager = pagerOf({ ...list, page: 2, total: 60 })
    assert.deepEqual(
      pager.pages.map(({ url }) => url),
      ['/list?q=a+b', '/list?q=a+b&page=2', '/list?q=a+b&page=3']
    )
    assert.equal(pager.previousUrl, '/list?q=a+b')
    assert.equal(pager.nextUrl, '/list?q=a+b&page=3')
    assert.equal(pager.totalLabel, '60')
  })

  test('one page has no numbers', ({ assert }) => {
    const pager = pagerOf({ ...list, query: {}, page: 1, total: 25 })
    assert.deepEqual(pager.pages, [])
    assert.isNull(pager.nextUrl)
  })

  test('gaps are empty, forty pages are the end, and beyond 1,000 it stops counting', ({
    assert,
  }) => {
    const pager = pagerOf({ ...list, query: {}, page: 20, total: 1001 })
    assert.deepEqual(
      pager.pages.map(({ number }) => number),
      [1, undefined, 19, 20, 21, undefined, 40]
    )
    assert.equal(pager.totalLabel, '1,000+')
    assert.isNull(pagerOf({ ...list, page: 40, total: 1001 }).nextUrl)
  })
})
