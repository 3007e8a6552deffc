import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { browse, openWindow } from '#tests/support/browser'
import { sidewaysOf, violationsOn } from '#tests/support/inspection'
import { makeResolved, ratingLink, ratingOf } from '#tests/support/ratings'
import { move } from '#tests/support/tickets'

const PHONE = { viewport: { width: 360, height: 740 } }

test.group('Chat and rating in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('the chat is opened and closed by keys, and nothing of it is loaded before', async ({
    assert,
  }) => {
    env.set('TAWK_PROPERTY_ID', '5f4e3671f0e7167d000c81cc')
    env.set('TAWK_WIDGET_ID', 'default')
    const { rosa } = await makeResolved()
    const { page, problems, close } = await browse(rosa)
    const asked: string[] = []
    await page.route('https://tawk.to/**', (route) => {
      asked.push(JSON.stringify([route.request().url(), route.request().headers()]))
      return route.fulfill({ contentType: 'text/html', body: '<p>Hello from elsewhere</p>' })
    })
    try {
      await page.goto('/tickets')
      assert.lengthOf(page.frames(), 1)
      await page.locator('.side [data-chat]').focus()
      await page.keyboard.press('Enter')
      const partner = page.frameLocator('#chat-panel iframe').frameLocator('iframe')
      await partner.getByText('Hello from elsewhere').waitFor()
      assert.lengthOf(asked, 1)
      assert.notMatch(asked[0], /referer|cookie|rosa|localhost|127\.0\.0\.1/i)
      assert.deepEqual(await violationsOn(page, 'page'), [])
      await page.locator('[data-chat-close]').focus()
      await page.keyboard.press('Escape')
      assert.isFalse(await page.locator('#chat-panel').isVisible())
      assert.isTrue(await page.locator('.side [data-chat]:focus').isVisible())
      assert.deepEqual(problems, [])
    } finally {
      env.set('TAWK_PROPERTY_ID', '')
      env.set('TAWK_WIDGET_ID', '')
      await close()
    }
  })

  test('a rating is given by keys, on a phone, without scripts', async ({ assert }) => {
    const { rosa, ivan, ticket } = await makeResolved()
    await move(ivan, ticket, 'close')
    const path = await ratingLink(rosa, ticket)
    const { page, close } = await openWindow({ ...PHONE, javaScriptEnabled: false })
    await page.goto(`${path}?score=4`)
    assert.equal(await sidewaysOf(page), 0)
    await page.getByRole('radio', { name: '4 of 5, Good' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: 'Send rating' }).click()
    await page.getByRole('heading', { name: 'Your rating counts' }).waitFor()
    const { score } = await ratingOf(ticket)
    assert.equal(score, 5)
    await close()
  })

  test('the question and the answer break no rule of access', async ({ assert }) => {
    const { rosa, ivan, ticket } = await makeResolved()
    await move(ivan, ticket, 'close')
    const { page, problems, close } = await browse(rosa, PHONE)
    await page.goto(`/tickets/${ticket.id}`)
    assert.deepEqual(await violationsOn(page, 'page'), [])
    await page.getByRole('radio', { name: '2 of 5, Poor' }).check()
    await page.getByRole('button', { name: 'Send rating' }).click()
    await page.getByText('Rated 2 of 5, poor').waitFor()
    assert.deepEqual(await violationsOn(page, 'page'), [])
    assert.equal(await sidewaysOf(page), 0)
    assert.deepEqual(problems, [])
    await close()
  })
})
