import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { access, readdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Attachment from '#models/attachment'
import clock from '#services/clock'
import { holdUpload } from '#services/files/resumable/hold_upload'
import { sweepUnfinished } from '#services/files/resumable/sweep_unfinished'
import { bytesArrived, partsPath, resumableFolder } from '#services/files/resumable/uploads_folder'
import { askingAs } from '#tests/support/forms'
import { makeCast, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { shareDesk } from '#tests/support/shared_desk'
import { beginTus, offsetOf, sendPart, trickle, tus } from '#tests/support/tus'
import { until } from '#tests/support/until'
import { visit, Visitor } from '#tests/support/visitor'

const ELF = Buffer.concat([Buffer.from([0x7f]), Buffer.from('ELF'), Buffer.alloc(200, 2)])

test.group('Uploads that come in parts', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const finish = (visitor: Visitor, address: string) => tus(visitor, 'POST', `${address}/file`)
  const unfinished = (userId: number, count: number, bytes: number) => {
    const row = { user_id: userId, name: 'a.mp4', bytes, created_at: clock.now().toJSDate() }
    const expires = clock.now().plus({ hours: 72 }).toJSDate()
    const rows = Array.from({ length: count }, () => ({ ...row, id: randomUUID() }))
    return db
      .table('resumable_uploads')
      .multiInsert(rows.map((one) => ({ ...one, expires_at: expires })))
  }
  const idOf = (address: string) => address.split('/').at(-1)!

  test('go on where they stopped and become a file like every other', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const png = await picture(1200, 800)
    const { answer, address } = await beginTus(maria, '../key visual.png', png.length)
    assert.equal(answer.status, 201)
    assert.match(address, /^\/uploads\/resumable\/[0-9a-f-]{36}$/)
    assert.isNotNull(answer.headers.get('upload-expires'))
    const first = await sendPart(maria, address, 0, png.subarray(0, 700))
    assert.deepEqual([first.status, first.headers.get('upload-offset')], [204, '700'])
    const early = await finish(maria, address)
    assert.equal(early.status, 409)

    const head = await tus(maria, 'HEAD', address)
    assert.equal(head.headers.get('upload-offset'), '700')
    assert.equal(head.headers.get('upload-length'), String(png.length))
    assert.equal(head.headers.get('tus-resumable'), '1.0.0')
    assert.equal(head.headers.get('cache-control'), 'no-store')
    const listed = await maria.get('/uploads/resumable')
    const { uploads, token } = listed.json()
    const mine = { id: idOf(address), name: 'key visual.png', bytes: png.length, offset: 700 }
    assert.deepEqual(uploads, [{ ...mine, stamp: 'the mark' }])
    assert.match(token, new RegExp(`^of${cast.maria.id}x`))

    await sendPart(maria, address, 700, png.subarray(700))
    const whole = await finish(maria, address)
    assert.equal(whole.status, 201)
    const file = await Attachment.findOrFail(whole.json().id)
    assert.equal(file.sha256, createHash('sha256').update(png).digest('hex'))
    assert.deepEqual([file.name, file.mime, file.width], ['key visual.png', 'image/png', 1200])
    assert.equal(file.uploaderId, cast.maria.id)
    assert.equal(whole.json().files[0].thumbnail, `/uploads/${file.id}/thumbnail`)
    const again = await finish(maria, address)
    assert.equal(again.json().id, file.id)
    const later = await maria.get(`/uploads/resumable?files=${file.id},x,-1,1e99,99999999999`)
    assert.deepEqual(later.json().uploads, [])
    assert.equal(later.json().files[0].id, file.id)
    assert.lengthOf(await Attachment.all(), 1)
    assert.isNull(await bytesArrived(idOf(address)))
  })

  test('of two requests at once one writes; a line that drops keeps what came', async ({
    assert,
  }) => {
    const maria = await askingAs(cast.maria)
    const bytes = randomBytes(3000)
    const { address } = await beginTus(maria, 'notes.bin', bytes.length)
    const slow = await trickle(maria, address, bytes.subarray(0, 1000), bytes.length)
    await until(async () => (await bytesArrived(idOf(address))) === 1000, 'a part is there')
    const second = await sendPart(maria, address, 1000, bytes.subarray(1000))
    assert.equal(second.status, 423)
    assert.include(second.json().error, 'another page of yours')
    slow.destroy()
    const goOn = async () => {
      const answer = await sendPart(maria, address, 1000, bytes.subarray(1000))
      return answer.status === 204
    }
    await until(goOn, 'it goes on')
    assert.equal(await offsetOf(maria, address), 3000)

    // A process that was killed keeps nobody out for long.
    const dead = await holdUpload(idOf(address))
    await assert.rejects(() => holdUpload(idOf(address)), /another page/)
    clock.moveTo(clock.now().plus({ seconds: 21 }))
    const hold = await holdUpload(idOf(address))
    await dead.release()
    await assert.rejects(() => holdUpload(idOf(address)), /another page/)
    await hold.release()
  })

  test('refuse another place, another type and more than was announced', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { address } = await beginTus(maria, 'a.txt', 10)
    const part = Buffer.from('12345678901')
    const five = part.subarray(0, 5)
    const elsewhere = await sendPart(maria, address, 3, five)
    assert.equal(elsewhere.status, 409)
    const tooMuch = await sendPart(maria, address, 0, part)
    assert.equal(tooMuch.status, 413)
    for (const offset of ['-1', '1e3', '0x0', '', '99999999999999999999']) {
      const answer = await sendPart(maria, address, offset, five)
      assert.equal(answer.status, 400, offset)
    }
    const typed = await tus(maria, 'PATCH', address, { 'upload-offset': '0' }, five)
    assert.equal(typed.status, 415)
    const old = await tus(maria, 'HEAD', address, { 'tus-resumable': '0.2.2' })
    assert.deepEqual([old.status, old.headers.get('tus-version')], [412, '1.0.0'])
    assert.equal(await offsetOf(maria, address), 0)
  })

  test('refuse sizes and names that cannot be', async ({ assert }) => {
    await db.table('settings').insert({ key: 'fileMegabytes', value: '1' })
    const maria = await askingAs(cast.maria)
    const big = await beginTus(maria, 'film.mp4', 1024 * 1024 + 1)
    assert.equal(big.answer.status, 413)
    assert.include(big.answer.json().error, 'film.mp4 is larger than 1 MB.')
    const empty = await beginTus(maria, 'nothing.mp4', 0)
    assert.equal(empty.answer.status, 422)
    for (const bytes of ['', '-5', 'NaN', '1e9', '9'.repeat(30)]) {
      const { answer } = await beginTus(maria, 'a', bytes)
      assert.equal(answer.status, 400, bytes)
    }
    const hostile = [
      'filename =',
      'filename a!b',
      'filename YQ== YQ==',
      'filename YQ==,filename Yg==',
      `filename ${Buffer.from([0xff, 0xfe]).toString('base64')}`,
      `filename ${Buffer.from('a\0b').toString('base64')}`,
      `filename ${'A'.repeat(5000)}`,
      ',',
    ]
    for (const metadata of hostile) {
      const headers = { 'upload-length': '5', 'upload-metadata': metadata }
      const answer = await tus(maria, 'POST', '/uploads/resumable', headers)
      assert.equal(answer.status, 400, metadata.slice(0, 30))
    }
    assert.lengthOf(await db.from('resumable_uploads'), 0)
  })

  test('are judged by content when they are whole', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { address } = await beginTus(maria, 'photo.png', ELF.length)
    await sendPart(maria, address, 0, ELF)
    const answer = await finish(maria, address)
    assert.equal(answer.status, 422)
    assert.include(answer.json().error, 'photo.png is a kind of file that is not taken here.')
    assert.lengthOf(await Attachment.all(), 0)
    assert.lengthOf(await db.from('resumable_uploads'), 0)
    assert.isNull(await bytesArrived(idOf(address)))
  })

  test('belong to their person alone', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { address } = await beginTus(maria, 'mine.txt', 4)
    const ana = await askingAs(cast.ana)
    const theirs = [
      await tus(ana, 'HEAD', address),
      await sendPart(ana, address, 0, Buffer.from('evil')),
      await tus(ana, 'DELETE', address),
      await finish(ana, address),
      await tus(ana, 'HEAD', '/uploads/resumable/..%2f..%2fetc%2fpasswd'),
      await tus(ana, 'HEAD', '/uploads/resumable/1'),
    ]
    assert.deepEqual(
      theirs.map(({ status }) => status),
      theirs.map(() => 404)
    )
    const listed = await ana.get('/uploads/resumable')
    assert.deepEqual(listed.json().uploads, [])
    const forged = await maria.raw('PATCH', address, { headers: { 'tus-resumable': '1.0.0' } })
    assert.equal(forged.status, 403)
    const foreign = { 'origin': 'https://evil.test', 'sec-fetch-site': 'cross-site' }
    const abroad = await tus(maria, 'DELETE', address, foreign)
    assert.equal(abroad.status, 403)
    assert.equal(await offsetOf(maria, address), 0)
    const gone = await tus(maria, 'DELETE', address)
    assert.equal(gone.status, 204)
    assert.equal(await offsetOf(maria, address), -404)
    assert.isNull(await bytesArrived(idOf(address)))
  })

  test('outlive the session they began in', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { address } = await beginTus(maria, 'long.txt', 10)
    await sendPart(maria, address, 0, Buffer.from('12345'))
    await db.from('sessions').where('user_id', cast.maria.id).delete()
    const out = await sendPart(maria, address, 5, Buffer.from('67890'))
    assert.equal(out.status, 401)
    const stranger = await tus(new Visitor(), 'HEAD', address)
    assert.equal(stranger.status, 401)

    const back = await askingAs(cast.maria)
    assert.equal(await offsetOf(back, address), 5)
    await sendPart(back, address, 5, Buffer.from('67890'))
    const whole = await finish(back, address)
    const own = await back.get(`/uploads/${whole.json().id}`)
    assert.equal(own.text, '1234567890')
  })

  test('fill no disk: so many and so much at once, and swept when their time is over', async ({
    assert,
  }) => {
    const limit = { key: 'fileMegabytes', value: '1' }
    await db.table('settings').insert([limit, { key: 'filesPerTicket', value: '11' }])
    const maria = await askingAs(cast.maria)
    const { address } = await beginTus(maria, 'first.mp4', 1024 * 1024)
    await unfinished(cast.maria.id, 9, 1024 * 1024)
    const tooMuch = await beginTus(maria, 'eleventh.mp4', 1)
    assert.equal(tooMuch.answer.status, 422)
    assert.include(tooMuch.answer.json().error, 'unfinished')
    const ana = await askingAs(cast.ana)
    await unfinished(cast.ana.id, 11, 1)
    const tooMany = await beginTus(ana, 'small.txt', 1)
    assert.equal(tooMany.answer.status, 422)

    await sweepUnfinished()
    assert.equal(await offsetOf(maria, address), 0)
    clock.moveTo(clock.now().plus({ hours: 73 }))
    const late = await visit(cast.maria)
    assert.equal(await offsetOf(late, address), -410)
    await sweepUnfinished()
    assert.lengthOf(await db.from('resumable_uploads'), 0)
    await access(partsPath(idOf(address))).then(
      () => assert.fail('the parts are still there'),
      () => {}
    )
    assert.notInclude(await readdir(resumableFolder()), idOf(address))
  })
})
