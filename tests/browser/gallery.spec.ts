import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { browse, type Window } from '#tests/support/browser'
import { stageMade } from '#tests/support/deliverables'
import { makeCast } from '#tests/support/people'
import { pdfOf } from '#tests/support/pdfs'
import { ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'

test.group('The page of a file, in a browser', (group) => {
  let window: Window
  let ticketId: number
  const ids: number[] = []
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    const cast = await makeCast()
    const ticket = await ticketAt('requested', cast)
    ticketId = ticket.id
    const pages = Array.from({ length: 12 }, () => ({ width: 300, height: 400 }))
    const made = [
      { name: 'plan.pdf', mime: 'application/pdf', body: pdfOf(pages) },
      { name: 'notes.txt', mime: 'text/plain', body: Buffer.from('long '.repeat(900)) },
      { name: 'list.csv', mime: 'text/csv', body: Buffer.from('a;'.repeat(40)) },
    ]
    for (const one of made) ids.push(await stageMade(cast.maria, one))
    await db.from('attachments').whereIn('id', ids).update({ ticket_id: ticketId })
    window = await browse(cast.maria, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    })
    return () => window.close()
  })

  test('turns by keys and fingers, and draws the pages of a PDF as they come into view', async ({
    assert,
  }) => {
    const { page, problems } = window
    const of = (id: number) => `/tickets/${ticketId}/files/${id}`
    await page.goto(of(ids[0]))
    const isDrawn = (at: number) =>
      page.evaluate<boolean>(`(() => {
        const canvas = document.querySelectorAll('canvas')[${at}]
        if (!canvas?.width) return false
        const [x, y] = [canvas.width * 0.2, canvas.height * 0.8]
        const [red, , , alpha] = canvas.getContext('2d').getImageData(x, y, 1, 1).data
        return alpha > 0 && red < 60
      })()`)
    await until(() => isDrawn(0), 'the first page is drawn')
    const widths = await page.evaluate<number[]>(
      `[...document.querySelectorAll('canvas')].map(({ width }) => width)`
    )
    assert.lengthOf(widths, 12)
    assert.notEqual(widths.at(-1), widths[0], 'not drawn before it is near')
    await page.locator('canvas').last().scrollIntoViewIfNeeded()
    await until(() => isDrawn(11), 'the last page is drawn')

    await page.keyboard.press('ArrowRight')
    await page.waitForURL(`**${of(ids[1])}`)
    const widest = await page.evaluate<number>('document.documentElement.scrollWidth')
    assert.isAtMost(widest, 360)
    const finger = await page.context().newCDPSession(page)
    const touch = (type: string, x?: number) => {
      const touchPoints = x === undefined ? [] : [{ x, y: 300 }]
      return finger.send('Input.dispatchTouchEvent', { type: type as 'touchMove', touchPoints })
    }
    await touch('touchStart', 300)
    for (const x of [250, 180, 100]) await touch('touchMove', x)
    await touch('touchEnd')
    await finger.detach()
    await page.waitForURL(`**${of(ids[2])}`)
    await page.keyboard.press('Escape')
    await page.waitForURL(`**/tickets/${ticketId}`)
    assert.deepEqual(problems, [])
  })
})
