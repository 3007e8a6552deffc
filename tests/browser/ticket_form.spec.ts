import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { browse, type Window } from '#tests/support/browser'
import { makeCast, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'

test.group('Asking for a ticket in a browser', (group) => {
  let cast: Cast
  let window: Window
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    window = await browse(cast.maria)
    return () => window.close()
  })

  test('the form follows the type, counts pieces, sends files at once and keeps a draft', async ({
    assert,
  }) => {
    const { page, problems } = window
    await page.goto('/tickets/new')
    await page.click('.choice:has-text("Website Banner")')
    await page.waitForURL(/type=website_banner/)
    await page.fill('#title', 'Payday push')
    await page.click('.choice:has-text("Ads")')
    await page.waitForSelector('#items-0-productId')
    assert.equal(await page.inputValue('#title'), 'Payday push')
    assert.match(page.url(), /type=ads/)

    await page.selectOption('#items-0-productId', { label: 'Juan365 FB VID' })
    await page.fill('#items-0-quantity', '4')
    await page.click('[data-row-add]')
    await page.selectOption('#items-1-productId', { label: 'DIGI ADS FB STATIC' })
    await page.fill('#items-1-quantity', '6')
    assert.equal(await page.locator('.total').innerText(), '4 video, 6 image 10 pieces')

    await page.selectOption('#priority', 'urgent')
    await page.waitForSelector('.facts:has-text("3 h")')
    await page.waitForSelector('.facts:has-text("4 video, 6 image")')

    const content = await picture(400, 300)
    await page.setInputFiles('#files', [
      { name: 'key-visual.png', mimeType: 'image/png', buffer: content },
    ])
    await page.waitForSelector('.upload img')
    await page.waitForSelector('[data-draft-state]:has-text("Draft kept")')

    await page.reload()
    assert.equal(await page.inputValue('#items-1-quantity'), '6')
    assert.equal(await page.locator('.upload').count(), 1)
    await page.click('.dock button[data-kind=primary]')
    await page.waitForURL(/\/tickets\/\d+$/)
    const [ticket] = await db.from('tickets')
    assert.deepEqual([ticket.title, ticket.pieces, ticket.attachment_count], ['Payday push', 10, 1])
    assert.lengthOf(await db.from('ticket_drafts'), 0)
    assert.deepEqual(problems, [])
  })

  test('an upload that is taken out is thrown away', async ({ assert }) => {
    const { page } = window
    await page.goto('/tickets/new?type=ads')
    const content = await picture()
    await page.setInputFiles('#files', [
      { name: 'wrong.png', mimeType: 'image/png', buffer: content },
    ])
    await page.waitForSelector('.upload img')
    const gone = page.waitForResponse(/\/uploads\/\d+\/discard$/)
    await page.click('[data-upload-remove]')
    await gone
    assert.lengthOf(await db.from('attachments'), 0)
    assert.equal(await page.locator('.upload').count(), 0)
  })
})
