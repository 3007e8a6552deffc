import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { openWindow } from '#tests/support/browser'
import { linkFor } from '#tests/support/decision_links'
import { actions } from '#tests/support/events'
import { makeCast, type Cast } from '#tests/support/people'
import { sidewaysOf, slipsOn, violationsOn } from '#tests/support/inspection'
import { ask, move } from '#tests/support/tickets'

test.group('A link to decide in a browser', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
  })

  test('a scanner that runs scripts, hovers and focuses decides nothing', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const path = await linkFor(cast.ana, ticket)
    for (let visits = 0; visits < 2; visits += 1) {
      const { page, problems, close } = await openWindow()
      await page.goto(path, { waitUntil: 'networkidle' })
      await page.mouse.move(300, 300)
      await page.keyboard.press('Tab')
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
      await page.reload({ waitUntil: 'networkidle' })
      assert.equal(await page.locator('input:checked').count(), 0)
      assert.deepEqual(problems, [])
      await close()
    }
    assert.deepEqual(await actions(ticket.id), ['created'])
  })

  for (const javaScriptEnabled of [true, false]) {
    const scripts = javaScriptEnabled ? 'with scripts' : 'without scripts'
    test(`a person chooses and presses, ${scripts}`, async ({ assert }) => {
      const ticket = await ask(cast.maria)
      const { page, problems, close } = await openWindow({
        javaScriptEnabled,
        viewport: { width: 360, height: 740 },
      })
      await page.goto(await linkFor(cast.ana, ticket))
      await page.getByRole('button', { name: 'Send decision' }).click()
      await page.getByText('Choose Approve or Reject.').waitFor()
      await page.getByRole('radio', { name: /^Reject/ }).check()
      await page.getByRole('textbox', { name: 'Reason' }).fill('Not this month.')
      await page.getByRole('button', { name: 'Send decision' }).click()
      await page.getByRole('heading', { name: `You rejected #${ticket.id}` }).waitFor()
      assert.deepEqual(await actions(ticket.id), ['created', 'rejected'])
      assert.deepEqual(problems, [])
      await close()
    })
  }

  test('every face of it can be read by everybody', async ({ assert }) => {
    const open = await linkFor(cast.ana, await ask(cast.maria))
    const used = await linkFor(cast.ana, await ask(cast.maria))
    const lost = await ask(cast.maria)
    const outdated = await linkFor(cast.ana, lost)
    await move(cast.admin, lost, 'approve')
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await openWindow({
        colorScheme,
        viewport: { width: 360, height: 740 },
      })
      const look = async (face: string) => {
        found.push(
          ...(await violationsOn(page, `${colorScheme} ${face}`)),
          ...(await slipsOn(page))
        )
        if ((await sidewaysOf(page)) > 0) found.push(`${face} moves sideways`)
      }
      await page.goto(used)
      if (await page.getByRole('button', { name: 'Send decision' }).count()) {
        await page.getByRole('button', { name: 'Send decision' }).click()
        await page.getByText('Choose Approve or Reject.').waitFor()
        await look('mistake')
        await page.getByRole('radio', { name: /^Approve/ }).check()
        await page.getByRole('button', { name: 'Send decision' }).click()
        await page.getByRole('heading', { name: 'You approved' }).waitFor()
      }
      await look('done')
      for (const path of [open, outdated, '/decisions/nothing']) {
        await page.goto(path)
        await look(path === open ? 'open' : path === outdated ? 'outdated' : 'unknown')
      }
      await close()
    }
    assert.deepEqual(found, [])
  })
})
