import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { Locator, Page } from 'playwright-core'
import { browse } from '#tests/support/browser'
import { deliver, type Made } from '#tests/support/deliverables'
import { violationsOn } from '#tests/support/inspection'
import { makeCast, type Cast } from '#tests/support/people'
import { pdfOf } from '#tests/support/pdfs'
import { picture } from '#tests/support/pictures'
import { ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'

const RULES = ['aria-allowed-role', 'button-name', 'color-contrast', 'link-name', 'target-size']

/** The form's part of the page comes anew, empty, as after news. */
const NEWS = `(async () => {
  const part = document.getElementById('new-pin-part')
  const fresh = part.cloneNode(true)
  const form = fresh.querySelector('form')
  for (const one of fresh.querySelectorAll('[style]')) one.removeAttribute('style')
  for (const name of ['popover', 'hx-morph-skip']) form.removeAttribute(name)
  for (const field of form.querySelectorAll('input')) field.setAttribute('value', '')
  await htmx.swap({ text: fresh.outerHTML, target: part, swap: 'outerMorph', sourceElement: part })
})()`

type Point = [number, number]

test.group('Proofing in a browser', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
  })

  test('marks on a picture stay at their place of it, however it is looked at', async ({
    assert,
  }) => {
    const address = await made({ name: 'static.png', ...(await drawn(1200, 900)) })
    const { page, problems, close } = await browse(cast.maria)
    await open(page, address)
    await draw(page, 'Pin', [[0.25, 0.5]], 'Move the logo up')
    await draw(page, 'Box', [[0.6, 0.2], [0.9, 0.4]], 'Too crowded') // prettier-ignore
    await draw(page, 'Arrow', [[0.5, 0.5], [0.6, 0.7]], 'This way') // prettier-ignore
    const wave = Array.from({ length: 40 }, (_, at): Point => [0.1 + at / 100, 0.8 + Math.sin(at / 4) / 20]) // prettier-ignore
    await draw(page, 'Line', wave, 'Along here')
    const pins = await db.from('pins').orderBy('number')
    assert.deepEqual(
      pins.map(({ shape }) => shape),
      ['point', 'box', 'arrow', 'line']
    )
    near(assert, pins[0].points[0], [0.25, 0.5])
    near(assert, pins[1].points[1], [0.9, 0.4])
    assert.isAbove(pins[3].points.length, 8)
    assert.deepEqual(await violationsOn(page, 'proof', RULES), [])

    await page.getByRole('button', { name: 'Look' }).click()
    await page.locator('[data-stage]').hover()
    await page.mouse.wheel(0, -300)
    await page.getByRole('button', { name: /^Turn/ }).click()
    const mark = page.locator('a[data-mark="1"]')
    assert.equal(await turnOf(page), 90)
    near(assert, await tipOf(mark), await placeOf(page, [0.25, 0.5]), 2)

    await mark.locator('.hit').click()
    await until(async () => (await focusedId(page)) === 'pin-1', 'its words have the focus')
    await page.locator('[data-pins] a.pin').nth(1).click()
    assert.equal(await page.evaluate('document.activeElement.dataset.mark'), '2')
    assert.deepEqual(problems, [])
    await close()
  })

  test('one finger draws, two look closer, and the form is a sheet below', async ({ assert }) => {
    const address = await made({ name: 'story.png', ...(await drawn(900, 1600)) })
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
    const { page, problems, close } = await browse(cast.maria, phone)
    await open(page, address)
    const size = async () => (await page.locator('[data-stage] > img').boundingBox())!.width
    const whole = await size()
    await page.getByRole('button', { name: 'Box', exact: true }).tap()
    await fingers(page, [
      [await placeOf(page, [0.3, 0.4]), await placeOf(page, [0.2, 0.3])],
      [await placeOf(page, [0.6, 0.5]), await placeOf(page, [0.8, 0.7])],
    ])
    assert.closeTo((await size()) / whole, 2, 0.8)
    assert.equal(await page.locator('[data-mark]').count(), 0, 'two fingers draw nothing')
    await page.getByRole('button', { name: /^See all/ }).tap()
    const [from, to] = [await placeOf(page, [0.2, 0.2]), await placeOf(page, [0.7, 0.5])]
    await fingers(page, [[from, to]])
    const sheet = page.locator('[data-new-pin]:popover-open')
    await sheet.locator('textarea:focus').fill('Larger')
    const { y, height, width } = (await sheet.boundingBox())!
    assert.deepEqual([Math.round(y + height), Math.round(width)], [740, 360])
    await page.evaluate(NEWS)
    assert.isTrue(await sheet.isVisible(), 'what others say leaves it open')
    await page.getByRole('button', { name: 'Cancel' }).tap()
    await page.locator('[data-mark]').waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('[data-stage][data-awake] [data-marks]').waitFor({ state: 'attached' })
    assert.equal(
      await page.locator('#new-pin-body').inputValue(),
      'Larger',
      'nothing typed is lost'
    )
    assert.deepEqual(problems, [])
    await close()
  })

  test('keys alone place a box on a page of a PDF', async ({ assert }) => {
    const body = pdfOf([{}, { width: 842, height: 595 }])
    const rest = { pages: 2, preview: 'ready' }
    const address = await made({ name: 'menu.pdf', mime: 'application/pdf', body, rest })
    const { page, problems, close } = await browse(cast.maria, { colorScheme: 'dark' })
    await open(page, address)
    await page.locator('canvas[data-shown="1"]').waitFor()
    await page.locator('[data-stage]').focus()
    await page.keyboard.press('PageDown')
    await page.locator('canvas[data-shown="2"]').waitFor()
    for (const key of [
      'b',
      'Enter',
      'Shift+ArrowLeft',
      'Shift+ArrowUp',
      'Enter',
      'Shift+ArrowRight',
    ]) {
      await page.keyboard.press(key)
    }
    const said = page.locator('[data-stage-say]', { hasText: '% from the left' })
    await said.waitFor()
    for (const key of ['Shift+ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await page.keyboard.type('Price is old')
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Add pin' }).press('Enter')
    await page.locator('#pin-1').waitFor()
    const [pin] = await db.from('pins')
    assert.deepEqual([pin.shape, pin.page], ['box', 2])
    near(assert, pin.points[1], [0.5, pin.points[1][1]])
    assert.isBelow(pin.points[0][0], 0.5)
    await page.getByRole('button', { name: 'Page before' }).click()
    await page.locator('canvas[data-shown="1"]').waitFor()
    assert.equal(await page.locator('[data-mark]').count(), 0, 'the other page has its own')
    await page.locator('[data-pins] a.pin').click()
    await page.locator('[data-mark="1"]').waitFor()
    assert.deepEqual(problems, [])
    await close()
  })

  test('moments and spans of a film stand on its time line', async ({ assert }) => {
    const { page, problems, close } = await browse(cast.maria)
    await page.goto('/notifications')
    const rest = { duration_ms: 600, width: 160, height: 90 }
    const address = await made({
      name: 'spot.webm',
      mime: 'video/webm',
      body: await recorded(page),
      rest,
    })
    await open(page, address)
    const at = (seconds: number) =>
      page.locator('video').evaluate(async (film: any, time) => {
        film.currentTime = time
        await new Promise((done) => film.addEventListener('seeked', done, { once: true }))
      }, seconds)
    await at(0.2)
    await page.getByRole('button', { name: 'Pin here' }).click()
    await page.locator('[data-new-pin]:popover-open textarea:focus').fill('Too early')
    await page.getByRole('button', { name: 'Add pin' }).click()
    await page.locator('#pin-1').waitFor()
    await page.getByRole('button', { name: 'Start of span' }).click()
    await at(0.45)
    await page.getByRole('button', { name: 'End of span' }).click()
    await draw(page, 'Box', [[0.2, 0.2], [0.6, 0.6]], 'Logo is cut') // prettier-ignore
    const pins = await db.from('pins').orderBy('number')
    assert.deepEqual(
      pins.map((pin) => [pin.shape, pin.start_ms, pin.end_ms, pin.points.length]),
      [
        ['moment', 200, null, 0],
        ['span', 200, 450, 2],
      ]
    )
    await at(0)
    await page.locator('[data-track-marks] [data-mark="1"]').click()
    await until(async () => (await focusedId(page)) === 'pin-1', 'the pin has the focus')
    assert.equal(await page.locator('video').evaluate((film: any) => film.currentTime), 0.2)
    assert.deepEqual(problems, [])
    await close()
  })

  async function made(what: Made & { rest?: object }) {
    const { rest, ...one } = what
    const ticket = await ticketAt('in_progress', cast)
    const { deliverable, file } = await deliver(cast.kim, ticket, one)
    if (rest) await db.from('attachments').where('id', file.id).update(rest)
    return `/tickets/${ticket.id}/deliverables/${deliverable.id}`
  }
})

async function drawn(width: number, height: number) {
  return { body: await picture(width, height), width, height }
}

async function open(page: Page, address: string) {
  await page.goto(address)
  await page.locator('[data-stage][data-awake] [data-marks]').waitFor()
}

/** Draws with a tool over these points of the picture, and says what should change. */
async function draw(page: Page, tool: string, points: Point[], words: string) {
  const before = await page.locator('[data-pins] > [data-pin]').count()
  await page.getByRole('button', { name: tool, exact: true }).click()
  const [first, ...rest] = await Promise.all(points.map((point) => placeOf(page, point)))
  await page.mouse.move(...first)
  await page.mouse.down()
  for (const place of rest) await page.mouse.move(...place)
  await page.mouse.up()
  await page.locator('[data-new-pin]:popover-open textarea:focus').fill(words)
  await page.getByRole('button', { name: 'Add pin' }).click()
  await page.locator(`#pin-${before + 1}`).waitFor()
}

/** Moves fingers from here to there, all at once. */
async function fingers(page: Page, ways: [Point, Point][]) {
  const session = await page.context().newCDPSession(page)
  const touch = (type: any, part: number) => {
    const touchPoints = ways.map(([from, to], id) => {
      const [x, y] = [0, 1].map((axis) => from[axis] + (to[axis] - from[axis]) * part)
      return { x, y, id }
    })
    return session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: part > 1 ? [] : touchPoints,
    })
  }
  await touch('touchStart', 0)
  for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', part)
  await touch('touchEnd', 2)
  await session.detach()
}

/** A film of half a second, made by the browser that is to play it. */
async function recorded(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate<number[]>(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 })
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' })
    const parts = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const ended = new Promise((done) => (recorder.onstop = done))
    recorder.start()
    for (let frame = 0; frame < 20; frame++) {
      pen.fillStyle = 'hsl(' + frame * 18 + ' 60% 40%)'
      pen.fillRect(0, 0, 160, 90)
      await new Promise((done) => setTimeout(done, 40))
    }
    recorder.stop()
    await ended
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
  })()`)
  return Buffer.from(bytes)
}

/** Where a point of the picture stands in the window, as the browser laid the picture out. */
async function placeOf(page: Page, [x, y]: Point): Promise<Point> {
  const turn = await turnOf(page)
  const box = (await page.locator('[data-stage] > :is(img, canvas, video)').boundingBox())!
  const [across, down] = turn === 90 ? [1 - y, x] : [x, y]
  return [box.x + across * box.width, box.y + down * box.height]
}

async function turnOf(page: Page): Promise<number> {
  const { transform } = await page
    .locator('[data-stage] > :is(img, canvas, video)')
    .evaluate((one: any) => one.style)
  return Number(/rotate\((\d+)deg/.exec(transform)![1])
}

/** The tip of a mark's sign in the window. */
async function tipOf(mark: Locator): Promise<Point> {
  return mark.evaluate((node) => {
    const [, x, y] = /M([\d.-]+) ([\d.-]+)/.exec(node.querySelector('.badge')!.getAttribute('d')!)!
    const box = node.closest('svg')!.getBoundingClientRect()
    return [box.left + Number(x), box.top + Number(y)]
  })
}

const focusedId = (page: Page) => page.evaluate('document.activeElement.id')

function near(assert: any, [x, y]: number[], [toX, toY]: number[], most = 0.01) {
  assert.closeTo(x, toX, most)
  assert.closeTo(y, toY, most)
}
