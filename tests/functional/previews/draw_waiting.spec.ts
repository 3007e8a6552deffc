import { readdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import sharp from 'sharp'
import Attachment from '#models/attachment'
import { uploadFolder } from '#services/files/receive_files'
import { drawWaiting } from '#services/previews/draw_waiting'
import { filmOf, soundOf } from '#tests/support/films'
import { askingAs, bannerForm, ticketIdOf, withFiles } from '#tests/support/forms'
import { hostileFiles } from '#tests/support/hostile_files'
import { pdfOf } from '#tests/support/pdfs'
import { makeCast } from '#tests/support/people'
import { picture, turnedPhoto } from '#tests/support/pictures'
import type { Visitor } from '#tests/support/visitor'

test.group('Previews', (group) => {
  let visitor: Visitor
  let ticketId: number
  let hostile: Awaited<ReturnType<typeof hostileFiles>>
  let all: Map<string, Attachment>
  const of = (name: string) => all.get(name)!
  const metadataOf = async (key: string | null) => {
    const drawn = sharp(await drive.use().getBytes(key!))
    return drawn.metadata()
  }

  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    const { maria } = await makeCast()
    visitor = await askingAs(maria)
    hostile = await hostileFiles()
    const sent: [string, Buffer | string][] = [
      ['photo.jpg', await turnedPhoto()],
      ['big.png', await picture(3000, 1000)],
      ['plan.pdf', pdfOf([{}, { width: 300, height: 200, rotate: 90 }])],
      ['film.mp4', await filmOf({ rotation: 90 })],
      ['sound.wav', soundOf(2)],
      ['notes.txt', 'text'],
    ]
    const files = [...sent, ...hostile.map(([name, body]): (typeof sent)[0] => [name, body])]
    ticketId = ticketIdOf(await visitor.post('/tickets', withFiles(await bannerForm(), files)))
    await drawWaiting(new AbortController().signal)
    const rows = await Attachment.query().where('ticketId', ticketId)
    all = new Map(rows.map((file) => [file.name, file]))
  })

  test('fill a screen, upright and without a word about the picture', async ({ assert }) => {
    const photo = await metadataOf(of('photo.jpg').screenKey)
    assert.deepInclude(photo, { format: 'webp', width: 20, height: 80 })
    assert.isUndefined(photo.exif)
    assert.deepInclude(of('photo.jpg').media, { format: 'jpeg', orientation: 6 })
    const big = await metadataOf(of('big.png').screenKey)
    assert.deepInclude(big, { width: 2048, height: 683 })
    assert.deepInclude(of('big.png').media, { format: 'png', colourSpace: 'srgb', hasAlpha: false })
    assert.lengthOf(await readdir(uploadFolder()), 0)
  })

  test('show the first page of a PDF and know them all', async ({ assert }) => {
    assert.equal(of('plan.pdf').pages, 2)
    assert.deepEqual(of('plan.pdf').media.pageSizes, [
      [595, 842],
      [200, 300],
    ])
    const screen = await metadataOf(of('plan.pdf').screenKey)
    const thumbnail = await metadataOf(of('plan.pdf').thumbnailKey)
    assert.deepEqual([screen.height, thumbnail.height], [2048, 480])
  })

  test('know films and sounds', async ({ assert }) => {
    const film = of('film.mp4')
    assert.deepEqual([film.width, film.height, film.durationMs], [720, 1280, 2000])
    assert.deepInclude(film.media, { format: 'mp4', codec: 'vp9', fps: 25, rotation: 90 })
    assert.deepInclude(of('sound.wav').media, { format: 'wave', sampleRate: 8000, channels: 1 })
    assert.deepEqual([of('sound.wav').durationMs, of('notes.txt').preview], [2000, null])
  })

  test('of hostile files are harmless, or not drawn', async ({ assert }) => {
    for (const [name, , preview] of hostile) assert.equal(of(name).preview, preview, name)
    const asked = [...all.values()].filter(({ name }) => /script|html|laughs/.test(name))
    assert.lengthOf(asked, 6)
    for (const { id, name, screenKey, mime } of asked) {
      const page = await visitor.get(`/tickets/${ticketId}/files/${id}`)
      assert.equal(page.status, 200, name)
      assert.notInclude(page.text, 'alert(1)', name)
      const { headers } = await visitor.raw('HEAD', `/tickets/${ticketId}/attachments/${id}`)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', name)
      assert.include(headers.get('content-security-policy')!, 'sandbox', name)
      if (/svg|html/.test(mime)) assert.match(headers.get('content-disposition')!, /^attachment/)
      if (!screenKey) continue
      const screen = Buffer.from(await drive.use().getBytes(screenKey)).toString('latin1')
      assert.equal(screen.slice(8, 12), 'WEBP', name)
      assert.notInclude(screen, 'alert', name)
    }
    const { isOpaque, channels } = await sharp(
      await drive.use().getBytes(of('reaches_out.svg').screenKey!)
    ).stats()
    assert.deepEqual([isOpaque, channels[0].max], [false, 0])
  })
})
