import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type Ticket from '#models/ticket'
import { browse, type Window } from '#tests/support/browser'
import { plant } from '#tests/support/counted'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

/** What is between the margins of a sheet, in pixels: A4, and Letter which is wider. */
const SHEETS = { A4: 688, Letter: 710 } as const

test.group('Paper', (group) => {
  let cast: Cast
  let window: Window
  let ticket: Ticket
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    cast = await makeCast()
    ticket = await ticketAt('completed', cast, { title: 'A title that needs room '.repeat(8) })
    await ticketAt('pending_creative', cast)
    const row = { by: cast.maria, to: cast.kim, status: 'in_progress', quantity: 2 }
    await plant(Array.from({ length: 24 }, () => row))
    window = await browse(cast.ben)
    await window.page.emulateMedia({ media: 'print' })
    return () => window.close()
  })

  const pages = () => [
    '/tickets?tab=all',
    '/approvals',
    `/tickets/${ticket.id}/paper`,
    '/analytics/breakdowns',
    '/workload',
  ]

  test('holds every page whole, under its title, zone and time, without what a screen needs', async ({
    assert,
  }) => {
    const { page, problems } = window
    for (const path of pages()) {
      await page.setViewportSize({ width: SHEETS.A4, height: 1000 })
      await page.goto(path)
      const head = page.locator('.print-head')
      assert.match(
        await head.innerText(),
        /Countersign[\s\S]+printed \w{3} \d+ \w{3} \d{4}, \d\d:\d\d/
      )
      for (const size of Object.values(SHEETS)) {
        await page.setViewportSize({ width: size, height: 1000 })
        const widest = await page.evaluate<number>('document.documentElement.scrollWidth')
        assert.isAtMost(widest, size, path)
      }
      const buttons = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.side, .top, .bottom, .tabs, main :is(button:not(.key), .button, select, input:not([type=hidden])), [data-print]')]
          .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))`
      )
      assert.deepEqual(buttons, [], path)
      const heads = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.table thead')].map((one) => getComputedStyle(one).display + ' ' + getComputedStyle(one).position)`
      )
      assert.isTrue(
        heads.every((one) => one === 'table-header-group static'),
        path
      )
    }
    assert.deepEqual(problems, [])
  })

  test('comes in the size of the printer, more than one sheet where it must', async ({
    assert,
  }) => {
    const { page } = window
    await page.goto('/tickets?tab=all&size=50')
    for (const [format, wide] of [
      ['A4', 595],
      ['Letter', 612],
    ] as const) {
      const pdf = await page.pdf({ format, preferCSSPageSize: true })
      const text = pdf.toString('latin1')
      const [, width] = text.match(/\/MediaBox \[0 0 ([\d.]+) /)!
      assert.approximately(Number(width), wide, 2)
      assert.isAbove(text.match(/\/Type \/Page\b/g)!.length, 1)
    }
  })
})
