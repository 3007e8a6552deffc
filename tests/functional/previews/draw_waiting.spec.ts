import { readdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import sharp from 'sharp'
import Attachment from '#models/attachment'
import { uploadFolder } from '#services/files/receive_files'
import { drawWaiting } from '#services/previews/draw_waiting'
import { filmOf, soundOf } from '#tests/support/films'
import { askingAs, withFiles } from '#tests/support/forms'
import { pdfOf } from '#tests/support/pdfs'
import { makeCast } from '#tests/support/people'
import { bombPicture, picture, turnedPhoto } from '#tests/support/pictures'

test.group('Previews', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are drawn of what waits, each by its content', async ({ assert }) => {
    const { maria } = await makeCast()
    const visitor = await askingAs(maria)
    const square = await picture(300, 300)
    const sent: [string, Buffer | string][] = [
      ['photo.jpg', await turnedPhoto()],
      ['big.png', await picture(3000, 1000)],
      ['bomb.png', bombPicture()],
      ['half.png', square.subarray(0, 200)],
      [
        'logo.svg',
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" onload="x()"><rect width="40" height="20"/></svg>',
      ],
      ['plan.pdf', pdfOf([{}, { width: 300, height: 200, rotate: 90 }])],
      ['film.mp4', await filmOf({ rotation: 90 })],
      ['sound.wav', soundOf(2)],
      ['notes.txt', 'text'],
    ]
    const answer = await visitor.post('/uploads', withFiles({}, sent))
    assert.equal(answer.status, 201)
    assert.isNull(await drawWaiting(new AbortController().signal))
    const all = await Attachment.all()
    const files = new Map(all.map((file) => [file.name, file]))
    const of = (name: string) => files.get(name)!

    const states = all.map(({ name, preview }) => [name, preview])
    assert.sameDeepMembers(states, [
      ['photo.jpg', 'ready'],
      ['big.png', 'ready'],
      ['bomb.png', 'failed'],
      ['half.png', 'failed'],
      ['logo.svg', 'ready'],
      ['plan.pdf', 'ready'],
      ['film.mp4', 'ready'],
      ['sound.wav', 'ready'],
      ['notes.txt', null],
    ])
    const photo = await sharp(await drive.use().getBytes(of('photo.jpg').screenKey!)).metadata()
    assert.deepInclude(photo, { format: 'webp', width: 20, height: 80 })
    assert.isUndefined(photo.exif)
    assert.deepInclude(of('photo.jpg').media, { format: 'jpeg', orientation: 6 })
    const big = await sharp(await drive.use().getBytes(of('big.png').screenKey!)).metadata()
    assert.deepInclude(big, { width: 2048, height: 683 })
    assert.deepInclude(of('big.png').media, { format: 'png', colourSpace: 'srgb', hasAlpha: false })

    assert.equal(of('plan.pdf').pages, 2)
    assert.deepEqual(of('plan.pdf').media.pageSizes, [
      [595, 842],
      [200, 300],
    ])
    const page = await sharp(await drive.use().getBytes(of('plan.pdf').screenKey!)).metadata()
    assert.deepInclude(page, { format: 'webp', height: 2048 })
    const small = await sharp(await drive.use().getBytes(of('plan.pdf').thumbnailKey!)).metadata()
    assert.equal(small.height, 480)

    const film = of('film.mp4')
    assert.deepEqual([film.width, film.height, film.durationMs], [720, 1280, 2000])
    assert.deepInclude(film.media, { format: 'mp4', codec: 'vp9', fps: 25, rotation: 90 })
    assert.deepInclude(of('sound.wav').media, { format: 'wave', sampleRate: 8000, channels: 1 })
    assert.equal(of('sound.wav').durationMs, 2000)
    assert.lengthOf(await readdir(uploadFolder()), 0)
  })
})
