import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { forget } from '#services/dashboard/remember'
import { browse } from '#tests/support/browser'
import { plant } from '#tests/support/counted'
import { violationsOn } from '#tests/support/inspection'
import { makeCast, type Cast } from '#tests/support/people'
import { REFRESH } from '#tests/support/live_news'
import { until } from '#tests/support/until'

const FOCUSED =
  'document.activeElement?.matches("button.key") && document.activeElement.ariaPressed'
const MARKS = 'figure[data-chart="stacked"] .marks rect'
const RULES = ['color-contrast', 'button-name', 'aria-hidden-focus', 'target-size', 'list']

test.group('Charts in a browser', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    forget()
    cast = await makeCast()
    await plant([
      { by: cast.maria },
      { by: cast.maria, priority: 'urgent', deadlineAt: '2020-01-01T00:00:00Z' },
    ])
  })

  test('stand without their library, and come alive in their place when pointed at', async ({
    assert,
  }) => {
    const { page, problems, close } = await browse(cast.admin)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const isAsked = () => asked.some((url) => url.includes('vendor/chart'))
    await page.goto('/')
    const isSeen = () => page.locator(MARKS).first().isVisible()
    assert.equal(await page.locator('figure[data-chart] svg.chart[role="img"]').count(), 3)
    assert.isTrue(await isSeen())
    assert.isFalse(isAsked())

    const late = page.locator('figure[data-chart="stacked"]').getByRole('button', { name: 'Late' })
    await late.focus()
    await page.locator('figure[data-chart="stacked"] canvas').waitFor()
    assert.isTrue(isAsked())
    assert.isFalse(await isSeen(), 'the live ones stand in their place')
    await page.keyboard.press('Enter')
    await until(async () => (await late.getAttribute('aria-pressed')) === 'false', 'hidden')
    assert.equal(await page.locator('canvas').count(), 1, 'the others were left alone')
    await plant([{ by: cast.maria, priority: 'urgent', deadlineAt: '2020-01-01T00:00:00Z' }])
    forget()
    const before = await page.locator('#figures').innerText()
    await page.evaluate(REFRESH)
    assert.notEqual(await page.locator('#figures').innerText(), before, 'news came in')
    assert.equal(
      await page.evaluate(FOCUSED),
      'false',
      'the key keeps the focus, its series stays hidden'
    )
    await page.locator('figure[data-chart="stacked"] canvas').waitFor()
    await page.locator('figure[data-chart="ring"] .plot').hover()
    await page.locator('figure[data-chart="ring"] canvas').waitFor()
    assert.deepEqual(await violationsOn(page, 'live', RULES), [])

    await page.emulateMedia({ media: 'print' })
    assert.isTrue(await isSeen(), 'paper has what the server drew')
    assert.isFalse(await page.locator('figure[data-chart="stacked"] canvas').isVisible())
    assert.deepEqual(problems, [])
    await close()
  })

  test('have their names and figures without scripts', async ({ assert }) => {
    const { page, close } = await browse(cast.admin, { javaScriptEnabled: false })
    await page.goto('/')
    assert.equal(await page.locator('figure[data-chart] .key').getByRole('button').count(), 0)
    assert.isTrue(await page.locator(MARKS).first().isVisible())
    await page.locator('.figure-table summary').first().click()
    assert.isTrue(await page.locator('.figure-table table').first().isVisible())
    await close()
  })
})
