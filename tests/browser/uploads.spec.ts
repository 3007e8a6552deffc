import { createHash, randomBytes } from 'node:crypto'
import { readFile, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Attachment from '#models/attachment'
import { browse, sessionCookie, type Window } from '#tests/support/browser'
import { makeCast, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { ask } from '#tests/support/tickets'
import { until } from '#tests/support/until'

const MEGABYTE = 1024 * 1024
const WAVE = Buffer.from('RIFF\xff\xff\xff\x7fWAVEfmt ', 'latin1')

test.group('Sending files in a browser', (group) => {
  let cast: Cast
  let window: Window
  let page: Page
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    window = await browse(cast.maria, { viewport: { width: 360, height: 780 } })
    page = window.page
    page.on('dialog', (dialog) => dialog.accept())
    return () => window.close()
  })

  const row = (name: string) => page.locator('.upload', { hasText: name })
  const said = () => page.locator('[data-upload-said]').textContent()

  test('drop, paste and pick; limits before sending; taken out; a form waits for its files', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    await page.goto(`/tickets/${ticket.id}`)
    const png = JSON.stringify([...(await picture(60, 40))])
    await page.evaluate(`{
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(${png})], 'dropped.png', { type: 'image/png' }))
      dataTransfer.items.add(new File([new Uint8Array([0x4d, 0x5a, 0, 0])], 'setup.png'))
      const at = { dataTransfer, bubbles: true, cancelable: true }
      document.querySelector('#reply').dispatchEvent(new DragEvent('drop', at))
    }`)
    await row('dropped.png').locator('img').waitFor()
    await page.locator('.upload[data-state=refused]', { hasText: 'not taken here' }).waitFor()
    await page.evaluate(`{
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([new Uint8Array(${png})], 'image.png', { type: 'image/png' }))
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.querySelector('#reply').dispatchEvent(event)
    }`)
    await row('Pasted picture').locator('img').waitFor()
    assert.match((await said())!, /^Pasted picture \d{4}-\d\d-\d\d .*\.png: Uploaded$/)
    assert.lengthOf(await Attachment.all(), 2)
    const gone = page.waitForResponse(/\/uploads\/\d+\/discard$/)
    await row('dropped.png').locator('[data-upload-remove]').click()
    await gone
    assert.equal(await said(), 'dropped.png is taken out.')
    await row('setup.png').locator('[data-upload-remove]').click()

    let isHeld = true
    const held: (() => void)[] = []
    await page.route('**/uploads', async (route) => {
      if (isHeld) await new Promise<void>((goOn) => held.push(goOn))
      return route.continue()
    })
    await page.setInputFiles(
      '#reply-files',
      [1, 2, 3, 4].map((nth) => ({
        name: `${nth}.txt`,
        mimeType: 'text/plain',
        buffer: Buffer.from(`text ${nth}`),
      }))
    )
    await page.fill('#reply', 'Five files with a word')
    await page.click('#reply-form button[type=submit]')
    await page.locator('.toast', { hasText: 'sent as soon as all files are here' }).waitFor()
    await until(() => held.length === 3, 'three are on their way')
    isHeld = false
    for (const goOn of held) goOn()
    await page.locator('.comment', { hasText: 'Five files with a word' }).waitFor()
    assert.equal(await page.locator('.comment .file').count(), 5)
    assert.equal(await page.locator('.upload').count(), 0)
    assert.deepEqual(window.problems, [])
  })

  test('a big file outlives a line that drops, a session that ends and a page that is loaded again', async ({
    assert,
  }) => {
    const path = join(tmpdir(), `countersign-song-${process.pid}.wav`)
    await writeFile(path, Buffer.concat([WAVE, randomBytes(5.5 * MEGABYTE)]))
    await page.goto('/tickets/new?type=ads')
    const offsets: number[] = []
    let isCut = false
    await page.route('**/uploads/resumable/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      offsets.push(Number(route.request().headers()['upload-offset']) / MEGABYTE)
      if (offsets.length === 2 || isCut) return route.abort('connectionreset')
      isCut = offsets.length === 3
      if (offsets.length === 3) await db.from('sessions').delete()
      return route.continue()
    })
    await page.setInputFiles('#files', path)
    await row('.wav').and(page.locator('[data-state=signedOut]')).waitFor()
    await row('.wav').locator('[data-upload-sign-in]').waitFor()
    await page.context().addCookies([await sessionCookie(cast.maria)])
    await page.evaluate(`dispatchEvent(new Event('focus'))`)
    await page.locator('.upload[data-state=dropped]', { hasText: 'dropped at 90 %' }).waitFor()
    await page.reload()
    isCut = false
    offsets.length = 10
    await page.locator('.upload[data-state=stopped]', { hasText: 'It stopped at 90 %' }).waitFor()
    await page.setInputFiles('#files', path)
    await page.locator('.upload[data-state=done]').waitFor()
    assert.deepEqual(offsets.slice(0, 4), [0, 5, 5, 5])
    assert.deepEqual(offsets.slice(10), [5])
    const [file] = await Attachment.all()
    assert.equal(
      file.sha256,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
    )
    assert.equal(await page.locator('.upload').count(), 1)
    const [{ count }] = await db.from('resumable_uploads').count('* as count')
    assert.equal(Number(count), 1)

    await page.reload()
    await row('.wav').waitFor()
    assert.equal(await page.locator('.upload input').inputValue(), String(file.id))
    await unlink(path)
  })
})
