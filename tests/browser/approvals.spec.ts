import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type Ticket from '#models/ticket'
import { browse, type Window } from '#tests/support/browser'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'

test.group('The inbox in a browser', (group) => {
  let cast: Cast
  let window: Window
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    window = await browse(cast.ana)
    return () => window.close()
  })

  test('a decided request folds, the next moves up, badge and heading follow', async ({
    assert,
  }) => {
    const [first, second] = [await ask(cast.maria), await ask(cast.maria)]
    const { page, problems } = window
    await page.goto('/approvals')
    await page.click(`#a${first.id} button[value=approve]`)
    await page.waitForSelector(`#a${first.id}[data-decided]`)
    const badge = page.locator('.side [data-count=approvals]')
    const heard = await badge.textContent()
    assert.equal(heard!.trim(), countOf(1))
    assert.equal(await page.locator('h1').innerText(), '1 waits for you')
    await page.waitForSelector(`#a${first.id}`, { state: 'detached' })
    assert.isTrue(await isFocused(window, `#a${second.id} button[value=approve]`))
    await page.click(`#a${second.id} button[value=approve]`)
    await page.waitForSelector('#inbox-empty .empty')
    assert.isTrue(await badge.isHidden())
    for (const ticket of [first, second]) assert.equal(await statusOf(ticket), 'pending_creative')
    assert.deepEqual(problems, [])
  })

  test('the reason is asked in place, and an empty one is refused there', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const other = await ask(cast.maria)
    const { page, problems } = window
    await page.goto('/approvals')
    await page.click(`#a${other.id} a:has-text("Reject…")`)
    await page.fill(`#why${other.id}`, 'half a thou')
    await page.click(`#a${ticket.id} a:has-text("Reject…")`)
    await page.click(`#a${ticket.id} button[value=reject]`)
    await page.waitForSelector(`#a${ticket.id} .error`)
    assert.isTrue(await isFocused(window, `#why${ticket.id}`))
    await page.fill(`#why${ticket.id}`, 'Not this month.')
    await page.click(`#a${ticket.id} button[value=reject]`)
    await page.waitForSelector(`#a${ticket.id}[data-decided]`)
    assert.equal(await page.inputValue(`#why${other.id}`), 'half a thou')
    assert.equal(await statusOf(ticket), 'rejected')
    assert.deepEqual(problems, [])
  })

  test('who was faster is said in place of the request', async ({ assert }) => {
    const grace = await makePerson({ username: 'grace', role: 'manager', department: 'Marketing' })
    const ticket = await ask(cast.maria)
    const { page } = window
    await page.goto('/approvals')
    await move(grace, ticket, 'approve')
    await page.click(`#a${ticket.id} button[value=approve]`)
    await page.waitForSelector(`#a${ticket.id} [role=alert]`)
    assert.include(
      await page.locator(`#a${ticket.id}`).innerText(),
      'Grace Test has already approved'
    )
    assert.equal(await page.locator(`#a${ticket.id} button`).count(), 0)
  })

  test('the dashboard decides in place as well', async ({ assert }) => {
    const tickets: Ticket[] = []
    for (let count = 0; count < 6; count += 1) tickets.push(await ask(cast.maria))
    const { page, problems } = window
    await page.goto('/')
    assert.equal(await page.locator('#inbox > li').count(), 5)
    await page.click(`#a${tickets[0].id} button[value=approve]`)
    await page.waitForSelector(`#a${tickets[5].id}`)
    await page.waitForSelector(`#a${tickets[0].id}`, { state: 'detached' })
    assert.equal(await page.locator('#waiting-count').innerText(), '5')
    const pending = page.locator('#strip a[href$="status=pending_creative"] b')
    assert.equal(await pending.innerText(), '1')
    assert.deepEqual(problems, [])
  })
})

/** A badge as a screen reader hears it. */
function countOf(count: number): string {
  return `${count} waiting for you`
}

async function isFocused({ page }: Window, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((element) => element.matches(':focus'))
}

async function statusOf(ticket: Ticket): Promise<string> {
  await ticket.refresh()
  return ticket.status
}
