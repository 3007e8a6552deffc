import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { addComment } from '#services/comments/add_comment'
import { browse, type Window, type WindowOptions } from '#tests/support/browser'
import { figureOf } from '#tests/support/live'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import type User from '#models/user'

/**
 * Over a real process and a database of its own. It stands in a folder that comes last: the limiter of this process does
 * not outlive the change of the database.
 */
test.group('Pages that keep up with the desk', (group) => {
  let desk: LiveDesk
  const windows: Window[] = []
  group.setup(async () => {
    desk = await openDesk(1)
    return () => desk.close()
  })
  group.each.teardown(async () => {
    for (const window of windows.splice(0)) await window.close()
  })

  /** Somebody at his own browser, whose stream is open. */
  async function sit(user: User, path: string, options: WindowOptions = {}) {
    const window = await browse(user, { baseURL: desk.webs[0].url, ...options })
    windows.push(window)
    await window.page.goto(path)
    return window
  }

  const streams = () => figureOf('countersign_live_streams', desk.webs[0].url)

  test('a decision in one browser stands in the other, and who else looks', async ({ assert }) => {
    const ticket = await ask(desk.cast.maria)
    const maria = await sit(desk.cast.maria, `/tickets/${ticket.id}`)
    const inbox = await sit(desk.anton, '/approvals')
    const ana = await sit(desk.cast.ana, `/tickets/${ticket.id}`)
    await maria.page.locator('#looking', { hasText: 'Ana Test is looking too' }).waitFor()
    await ana.page.click('.dock button:has-text("Approve")')
    const step = maria.page.locator('.path li[data-state=done]', { hasText: 'Ana Test' })
    await step.waitFor()
    const verdict = inbox.page.locator(`#a${ticket.id}`, { hasText: 'Ana Test approved' })
    await verdict.waitFor()
    await inbox.page.locator('h1', { hasText: 'Nothing waits for you' }).waitFor()
    assert.equal(await inbox.page.locator(`#a${ticket.id} button`).count(), 0)
    for (const { problems } of [maria, inbox, ana]) assert.deepEqual(problems, [])
  })

  test('what is being typed stays, and what came meanwhile is offered', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', desk.cast)
    const by = { by: desk.cast.kim, channel: 'web' as const }
    await addComment(ticket.id, { body: 'The first word' }, by)
    const { page, problems } = await sit(desk.cast.maria, `/tickets/${ticket.id}`)
    await page.fill('#reply', 'half a thought')
    await page.click('#ticket-menu > summary')
    await addComment(ticket.id, { body: 'The second word' }, by)
    await page.locator('.comment', { hasText: 'The second word' }).waitFor()
    assert.equal(await page.inputValue('#reply'), 'half a thought')
    assert.isTrue(await page.locator('#ticket-menu').evaluate((menu) => menu.hasAttribute('open')))
    await page.click('.answer >> nth=0 >> summary')
    await page.fill('.answer textarea >> nth=0', 'my answer')
    await addComment(ticket.id, { body: 'The third word' }, by)
    await page.locator('.live-bar', { hasText: 'Changed by Kim Test.' }).waitFor()
    assert.equal(await page.locator('.comment', { hasText: 'The third word' }).count(), 0)
    await page.click('.live-bar button')
    await page.locator('.comment', { hasText: 'The third word' }).waitFor()
    assert.equal(await page.inputValue('.answer textarea >> nth=0'), 'my answer')
    assert.equal(await page.locator('.live-bar').count(), 0)
    assert.deepEqual(problems, [])
  })

  test('ten tabs share one stream, and the eleventh loads', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', desk.cast)
    const before = await streams()
    const { page, problems } = await sit(desk.cast.maria, `/tickets/${ticket.id}`)
    const tabs: Page[] = [page]
    while (tabs.length < 11) {
      const tab = await page.context().newPage()
      await tab.goto(`${desk.webs[0].url}/tickets/${ticket.id}`, { timeout: 10_000 })
      tabs.push(tab)
    }
    await until(async () => (await streams()) === before + 1, 'one stream is open')
    await move(desk.cast.kim, ticket, 'complete')
    const ready = tabs.map((tab) => tab.locator('.status[data-pill]', { hasText: 'Completed' }))
    await Promise.all(ready.map((one) => one.waitFor()))
    assert.deepEqual(problems, [])
  })

  test('a hidden page asks for nothing, and catches up when it is shown', async ({ assert }) => {
    const ticket = await ticketAt('assigned', desk.cast)
    const { page } = await sit(desk.cast.maria, `/tickets/${ticket.id}`)
    const watcher = await sit(desk.cast.ana, `/tickets/${ticket.id}`)
    // Until the page has heard of the other, it still has something to ask.
    await page.locator('text=is looking too').waitFor()
    let asked = 0
    page.on('request', (request) => (asked += request.url().includes('/tickets/') ? 1 : 0))
    await show(page, false)
    await move(desk.cast.kim, ticket, 'start')
    await watcher.page.locator('.status[data-pill]', { hasText: 'In progress' }).waitFor()
    await move(desk.cast.kim, ticket, 'complete')
    await watcher.page.locator('.status[data-pill]', { hasText: 'Completed' }).waitFor()
    assert.equal(asked, 0)
    await show(page, true)
    await page.locator('.status[data-pill]', { hasText: 'Completed' }).waitFor()
    assert.equal(asked, 1)
  })

  test('a page whose session ended says so, keeps what was typed, and goes on after signing in', async ({
    assert,
  }) => {
    const ticket = await ticketAt('assigned', desk.cast)
    const { page } = await sit(desk.cast.maria, `/tickets/${ticket.id}`)
    await page.fill('#reply', 'not to be lost')
    const second = await page.context().newPage()
    await second.goto(`${desk.webs[0].url}/notifications`)
    await second.click('.side-me button')
    await page.locator('.live-ended', { hasText: 'You are signed out' }).waitFor()
    assert.equal(await page.inputValue('#reply'), 'not to be lost')
    await second.fill('[name=name]', 'maria')
    await second.fill('[name=password]', 'correct horse battery')
    await second.click('main form button')
    await second.waitForURL((url) => url.pathname !== '/login')
    await page.evaluate('dispatchEvent(new Event("focus"))')
    await page.locator('.live-ended').waitFor({ state: 'detached' })
    await page.click('#reply-form button:has-text("Comment")')
    await page.locator('.comment', { hasText: 'not to be lost' }).waitFor()
    assert.equal(await page.inputValue('#reply'), '')
  })

  test('lists change in place, say what is new, and need no shared worker', async ({ assert }) => {
    const ticket = await ask(desk.cast.maria)
    const { page, problems } = await sit(desk.cast.ana, '/', { isOwn: true })
    await page.context().addInitScript('delete window.SharedWorker')
    await page.goto('/tickets')
    await until(async () => (await streams()) > 0, 'a stream is open')
    const first = page.locator('tr[data-ticket-row]').first()
    assert.equal(await first.getAttribute('data-ticket-row'), String(ticket.id))
    await addComment(ticket.id, { body: 'In the row' }, { by: desk.cast.maria, channel: 'web' })
    await first.locator('.last-word', { hasText: 'In the row' }).waitFor()
    const fresh = await ask(desk.cast.maria)
    await page.locator('#list-news', { hasText: '1 new ticket' }).waitFor()
    assert.equal(await page.locator(`#ticket-${fresh.id}`).count(), 0)
    await page.click('#list-news a')
    await page.locator(`#ticket-${fresh.id}`).waitFor()
    assert.deepEqual(problems, [])
  })
})

/** Shows or hides a page, as changing the tab does; a browser without a screen shows all of them. */
async function show(page: Page, isShown: boolean) {
  await page.evaluate(`
    Object.defineProperty(document, 'hidden', { get: () => ${!isShown}, configurable: true })
    Object.defineProperty(document, 'visibilityState', { get: () => '${isShown ? 'visible' : 'hidden'}', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  `)
}
