import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type Ticket from '#models/ticket'
import { forget } from '#services/dashboard/remember'
import { browse, type Window } from '#tests/support/browser'
import { REFRESH } from '#tests/support/live_news'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, ticketAt } from '#tests/support/tickets'

test.group('The tickets list in a browser', (group) => {
  let cast: Cast
  let window: Window
  let banner: Ticket
  let reel: Ticket
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    forget()
    cast = await makeCast()
    banner = await ticketAt('requested', cast)
    reel = await ask(cast.maria, { title: 'Reel for the derby', priority: 'urgent' })
    window = await browse(cast.ana)
    return () => window.close()
  })

  const row = ({ id }: Ticket) => `#ticket-${id}`

  test('search, filters, tabs and back change the list in place', async ({ assert }) => {
    const { page, problems } = window
    await page.goto('/tickets')
    await page.evaluate(`document.body.dataset.same = 'yes'`)
    await page.fill('#list-search', 'derby')
    await page.waitForSelector(row(banner), { state: 'detached' })
    await page.waitForURL('**/tickets?q=derby')
    assert.equal(await page.evaluate('document.activeElement.id'), 'list-search')
    await page.fill('#list-search', '')
    await page.waitForSelector(row(banner))
    await page.click('.list-tools >> text=Filter')
    await page.selectOption('#filter-priority', 'urgent')
    await page.click('#filters >> text=Show')
    await page.waitForSelector(row(banner), { state: 'detached' })
    await page.waitForSelector('.list-chips >> text=Priority: Urgent')
    assert.include(page.url(), 'priority=urgent')
    await page.click('.tabs >> text=I asked for')
    await page.waitForSelector('text=Nothing matches')
    assert.equal(await page.evaluate('document.body.dataset.same'), 'yes', 'no page was loaded')
    await page.goBack()
    await page.waitForSelector(row(reel))
    assert.include(page.url(), 'priority=urgent')
    await page.waitForSelector('.list-chips >> text=Priority: Urgent')
    await page.goBack()
    await page.waitForSelector(row(banner))
    assert.deepEqual(problems, [])
  })

  test('a chip goes when it is pressed', async ({ assert }) => {
    const { page, problems } = window
    await page.goto('/tickets?priority=urgent&tab=all')
    await page.click('.list-chips .chip')
    await page.waitForSelector(row(banner))
    assert.notInclude(page.url(), 'priority')
    assert.deepEqual(problems, [])
  })

  test('a move in the row changes the row, the badge and says so', async ({ assert }) => {
    const { page, problems } = window
    await page.goto('/tickets')
    await page.click(`${row(reel)} >> text=Approve`)
    await page.waitForSelector(`${row(reel)} >> text=For creative approval`)
    await page.waitForSelector(`#toasts >> text=#${reel.id} approved.`)
    await page.waitForSelector(row(banner))
    assert.include(await page.locator('.side [data-count=approvals]').innerText(), '1')
    assert.deepEqual(problems, [])
  })

  test('ticked rows go to the trash in place, and come back', async ({ assert }) => {
    const { page, problems } = window
    await page.goto('/tickets')
    await page.evaluate(`document.body.dataset.same = 'yes'`)
    assert.isFalse(await page.isVisible('.bulk'))
    await page.check(`${row(banner)} [data-choose]`)
    await page.waitForSelector('.bulk >> text=1 ticked')
    await page.click('.bulk >> text=Trash')
    await page.waitForSelector(row(banner), { state: 'detached' })
    await page.waitForSelector(`#toasts >> text=#${banner.id} moved to trash.`)
    await page.waitForSelector(row(reel))
    await page.waitForSelector('.bulk', { state: 'hidden' })
    assert.equal(await page.evaluate('document.body.dataset.same'), 'yes', 'no page was loaded')
    await page.click('#toasts >> text=Undo')
    await page.waitForSelector(row(banner))
    await page.waitForSelector(`#toasts >> text=#${banner.id} is back.`)
    assert.deepEqual(problems, [])
  })

  test('the preview opens beside the list and Escape closes it', async ({ assert }) => {
    const { page, problems } = window
    await page.goto('/tickets')
    const opener = `${row(banner)} [hx-target="#preview"]`
    await page.click(opener)
    await page.waitForSelector('#preview >> text=One clear line, large product name.')
    assert.equal(await page.locator('[data-previewed]').getAttribute('id'), `ticket-${banner.id}`)
    await page.evaluate(REFRESH)
    assert.equal(await page.locator('[data-previewed]').getAttribute('id'), `ticket-${banner.id}`)
    await page.keyboard.press('Escape')
    await page.waitForSelector('#preview', { state: 'hidden' })
    const focused = await page.evaluate(`document.activeElement.getAttribute('hx-target')`)
    assert.equal(focused, '#preview')
    assert.deepEqual(problems, [])
  })

  test('it is all there without scripts', async ({ assert }) => {
    const plain = await browse(cast.ana, { javaScriptEnabled: false })
    const { page } = plain
    await page.goto('/tickets')
    await page.fill('#list-search', 'derby')
    await page.click('.list-tools >> text=Search')
    assert.equal(await page.locator(row(banner)).count(), 0)
    await page.click('.list-tools >> text=Filter')
    await page.selectOption('#filter-priority', 'low')
    await page.click('#filters >> text=Show')
    assert.equal(await page.locator(row(reel)).count(), 0)
    await page.click('text=Clear search and filters')
    await page.click(`${row(reel)} >> text=Approve`)
    await page.waitForSelector(`text=#${reel.id} approved.`)
    assert.include(page.url(), '/tickets')
    await page.click('button:has-text("Cards")')
    await page.waitForSelector('.cards')
    await plain.close()
  })
})
