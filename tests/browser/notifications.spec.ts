import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { browse, type Window } from '#tests/support/browser'
import { makeCast, type Cast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'

test.group('The news in a browser', (group) => {
  let cast: Cast
  let window: Window
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    window = await browse(cast.ana)
    return () => window.close()
  })

  test('marking one changes its row, the sentence and the badge', async ({ assert }) => {
    await ask(cast.maria)
    await ask(cast.maria)
    const { page, problems } = window
    await page.goto('/notifications')
    await page.click('.news >> nth=0 >> form:last-child button')
    await page.waitForSelector('.news:not([data-unread])')
    assert.equal(await page.locator('#unread-lead').innerText(), '1 is unread.')
    const badge = await page.locator('.side [data-count=notifications]').textContent()
    assert.equal(badge!.trim(), '1 unread')
    assert.deepEqual(problems, [])
  })

  test('the page of a ticket reads what is about it', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const { page, problems } = window
    await page.goto(`/tickets/${ticket.id}`)
    await page.waitForSelector('.side [data-count=notifications]', { state: 'hidden' })
    await page.goto('/notifications')
    assert.equal(await page.locator('.news[data-unread]').count(), 0)
    assert.deepEqual(problems, [])
  })

  test('opening one leads to its ticket', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'Header for payday' })
    const { page } = window
    await page.goto('/notifications')
    await page.click('text=Header for payday')
    await page.waitForURL(`**/tickets/${ticket.id}`)
    assert.include(await page.locator('h1').innerText(), 'Header for payday')
  })
})
