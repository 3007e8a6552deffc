import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { browse } from '#tests/support/browser'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { askSupport } from '#tests/support/support_desk'
import { ask } from '#tests/support/tickets'

test.group('The desk by keyboard', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
  })

  test('a dialog takes the keyboard and keeps it after a refusal', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const { page, problems, close } = await browse(cast.ana)
    await page.goto(`/tickets/${ticket.id}`)
    await page.getByRole('link', { name: 'Reject…' }).press('Enter')
    const reason = page.locator('dialog[open] textarea')
    await reason.and(page.locator(':focus')).waitFor()
    await page.keyboard.type('   ')
    await page.getByRole('button', { name: `Reject #${ticket.id}` }).press('Enter')
    await page.locator('dialog[open] [aria-invalid=true]:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    assert.deepEqual(problems, [])
    await close()
  })

  test('a letter on a page just opened takes a ticket, and leads nowhere', async ({ assert }) => {
    const ida = await makePerson({ username: 'ida', department: 'IT' })
    const ticket = await askSupport(cast.maria)
    const { page, problems, close } = await browse(ida)
    await page.goto('/queue')
    await page.locator('#queue [data-ticket-row]').waitFor()
    await page.evaluate(() => {
      // The first second of a page, however slow this machine is.
      performance.now = () => 500
    })
    await page.keyboard.press('j')
    await page.keyboard.press('t')
    await page.locator('.toast', { hasText: `#${ticket.id} is yours now.` }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/queue')
    assert.deepEqual(problems, [])
    await close()
  })

  test('after a move from the menu the keyboard is still at the menu', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const { page, problems, close } = await browse(cast.ana)
    await page.goto(`/tickets/${ticket.id}`)
    await page.locator('#ticket-menu summary').press('Enter')
    await page.locator('#ticket-menu button', { hasText: 'Watch' }).press('Enter')
    await page.locator('.toast', { hasText: `You watch #${ticket.id}.` }).waitFor()
    await page.locator('#ticket-menu summary:focus').waitFor()
    assert.deepEqual(problems, [])
    await close()
  })

  test('a form that is not right yet says so where the keyboard is', async ({ assert }) => {
    await ask(cast.maria)
    const { page, problems, close } = await browse(cast.ana)
    await page.goto('/tickets/new?type=ads')
    await page.fill('#title', 'Payday push')
    await page.getByRole('button', { name: 'Send request' }).press('Enter')
    await page.locator('.notice[role=alert]:focus', { hasText: 'One thing to mend' }).waitFor()
    const badge = page.locator('.side [data-count=approvals]')
    assert.match((await badge.textContent())!, /1/)
    assert.deepEqual(problems, [])
    await close()
  })

  test('a draft can be thrown away as soon as it is kept', async () => {
    const { page, close } = await browse(cast.maria)
    await page.goto('/tickets/new?type=ads')
    await page.fill('#title', 'Never mind')
    await page.locator('[data-draft-state]', { hasText: 'Draft kept' }).waitFor()
    await page.getByRole('button', { name: 'Discard draft' }).click()
    await page.locator('.toast').waitFor()
    await page.goto('/tickets/new?type=ads')
    await page.locator('#title:not([value]), #title[value=""]').waitFor()
    await close()
  })
})
