import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import sharp from 'sharp'
import Attachment from '#models/attachment'
import type User from '#models/user'
import clock from '#services/clock'
import { askingAs } from '#tests/support/forms'
import { makeCast, type Cast } from '#tests/support/people'
import { bombPicture, picture, turnedPhoto } from '#tests/support/pictures'
import { shareDesk } from '#tests/support/shared_desk'
import { stageText } from '#tests/support/staged'
import { ask } from '#tests/support/tickets'
import type { Visitor } from '#tests/support/visitor'

test.group('The poster of a film', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  async function stageFilm(by: User): Promise<number> {
    const id = await stageText(by, 'film.mp4')
    await db.from('attachments').where({ id }).update({ mime: 'video/mp4' })
    return id
  }

  async function send(visitor: Visitor, id: number | string, body: Buffer, type = 'image/png') {
    const headers = { 'content-type': type, 'x-csrf-token': await visitor.csrfToken() }
    const init = { headers: { ...headers, accept: 'application/json' }, body: new Uint8Array(body) }
    const { status } = await visitor.raw('POST', `/uploads/${id}/poster`, init)
    return status
  }

  test('is drawn anew, small and without what it told, and kept once', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const id = await stageFilm(cast.maria)
    assert.equal(await send(maria, id, await picture(1280, 720)), 201)
    const kept = await sharp(Buffer.from(await maria.bytes(`/uploads/${id}/thumbnail`))).metadata()
    assert.deepEqual([kept.format, kept.width, kept.height], ['webp', 640, 360])
    assert.equal(await send(maria, id, await picture()), 404)

    const turned = await stageFilm(cast.maria)
    assert.equal(await send(maria, turned, await turnedPhoto(), 'image/jpeg'), 201)
    const bytes = Buffer.from(await maria.bytes(`/uploads/${turned}/thumbnail`))
    const { exif } = await sharp(bytes).metadata()
    assert.isUndefined(exif)
  })

  test('comes from the uploader alone, for films, soon, and is a picture', async ({ assert }) => {
    const [maria, ana] = [await askingAs(cast.maria), await askingAs(cast.ana)]
    const png = await picture()
    const [id, text] = [await stageFilm(cast.maria), await stageText(cast.maria, 'a.txt')]
    assert.equal(await send(ana, id, png), 404)
    assert.equal(await send(maria, text, png), 404)
    assert.equal(await send(maria, '99999999999', png), 404)
    assert.equal(await send(maria, id, Buffer.from('no picture')), 422)
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert.equal(await send(maria, id, Buffer.from(drawing)), 422)
    assert.equal(await send(maria, id, bombPicture()), 422)
    assert.equal(await send(maria, id, png.subarray(0, 60)), 422)
    assert.equal(await send(maria, id, Buffer.from('<svg/>'), 'image/svg+xml'), 415)
    assert.equal(await send(maria, id, Buffer.alloc(2 * 1024 * 1024 + 1)), 413)
    const ticket = await ask(cast.maria)
    await db.from('attachments').where({ id }).update({ ticket_id: ticket.id, kind: 'brief' })
    clock.moveTo(clock.now().plus({ minutes: 11 }))
    assert.equal(await send(maria, id, png), 404)
    clock.goOn()
    assert.equal(await send(maria, id, png), 201)
    const film = await Attachment.findOrFail(id)
    assert.equal(film.thumbnailKey, `${film.driveKey}.thumbnail.webp`)
  })
})
