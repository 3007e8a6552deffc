import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import sharp from 'sharp'
import Attachment from '#models/attachment'
import { uploadFolder } from '#services/files/receive_files'
import { makeCast, type Cast } from '#tests/support/people'
import { askingAs, bannerForm, countTickets, ticketIdOf, withFiles } from '#tests/support/forms'
import { bombPicture, picture, turnedPhoto } from '#tests/support/pictures'
import { shareDesk } from '#tests/support/shared_desk'
import { Visitor } from '#tests/support/visitor'

const ELF = Buffer.concat([Buffer.from([0x7f]), Buffer.from('ELF'), Buffer.alloc(200, 2)])

test.group('Uploads', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  /** Sends one file and gives the answer with its body read. */
  async function upload(visitor: Visitor, name: string, content: Buffer | string) {
    const answer = await visitor.post('/uploads', withFiles({}, [[name, content]]))
    return { status: answer.status, ...answer.json() }
  }

  test('keep a picture with its measures, hash and thumbnail', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const png = await picture(1200, 800)
    const answer = await upload(maria, 'key-visual.png', png)
    assert.equal(answer.status, 201)
    const file = await Attachment.findOrFail(answer.id)
    assert.equal(file.mime, 'image/png')
    assert.equal(file.bytes, png.length)
    assert.equal(file.sha256, createHash('sha256').update(png).digest('hex'))
    assert.deepEqual([file.width, file.height], [1200, 800])
    assert.equal(file.uploaderId, cast.maria.id)
    assert.isNull(file.ticketId)
    assert.notInclude(file.driveKey, 'visual')

    const thumbnail = await maria.raw('GET', answer.files[0].thumbnail)
    assert.equal(thumbnail.status, 200)
    assert.equal(thumbnail.headers.get('content-type'), 'image/webp')
    assert.lengthOf(await readdir(uploadFolder()), 0)
  })

  test('turn photos upright and strip what they tell', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { id } = await upload(maria, 'photo.jpg', await turnedPhoto())
    const file = await Attachment.findOrFail(id)
    assert.deepEqual([file.width, file.height], [20, 80])
    const response = await bytesOf(maria, `/uploads/${id}/thumbnail`)
    const { width, height, exif, orientation } = await sharp(response).metadata()
    assert.deepEqual([width, height], [20, 80])
    assert.isUndefined(exif)
    assert.isUndefined(orientation)
  })

  test('judge by content: {name}')
    .with([
      { name: 'photo.png', content: ELF },
      { name: 'setup.exe', content: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]) },
      { name: 'run.sh', content: '#!/bin/sh\nrm -rf /\n' },
      { name: 'notes.txt', content: '#!/usr/bin/env python3\n' },
      { name: 'tool.bat', content: 'del *.*\r\n' },
      { name: 'page.js', content: 'alert(1)' },
      { name: 'macro.vbs', content: 'MsgBox 1' },
      { name: 'noise.png', content: Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 255, 254]) },
      { name: 'text.png', content: 'this is no picture' },
    ] as { name: string; content: Buffer | string }[])
    .run(async ({ assert }, { name, content }) => {
      const maria = await askingAs(cast.maria)
      const answer = await upload(maria, name, content)
      assert.equal(answer.status, 422)
      assert.include(answer.error, `${name} is a kind of file that is not taken here.`)
      assert.lengthOf(await Attachment.all(), 0)
    })

  test('take texts and documents: {name}')
    .with([
      { name: 'notes.txt', content: 'Grüße', mime: 'text/plain' },
      { name: 'README', content: 'plain', mime: 'text/plain' },
      { name: 'list.csv', content: 'a;b\n1;2', mime: 'text/csv' },
      { name: 'page.html', content: '<!doctype html><script>alert(1)</script>', mime: 'text/html' },
      { name: 'innocent.txt', content: '  <html><script>alert(1)</script>', mime: 'text/html' },
      {
        name: 'logo.svg',
        content: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        mime: 'image/svg+xml',
      },
      {
        name: 'logo.txt',
        content: '<?xml version="1.0"?><svg onload="alert(1)"></svg>',
        mime: 'image/svg+xml',
      },
      { name: 'brief.pdf', content: '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', mime: 'application/pdf' },
    ])
    .run(async ({ assert }, { name, content, mime }) => {
      const maria = await askingAs(cast.maria)
      const answer = await upload(maria, name, content)
      assert.equal(answer.status, 201)
      assert.equal(answer.files[0].mime, mime)
    })

  test('refuse an empty file and one that is too big, and keep the others', async ({ assert }) => {
    await db.table('settings').insert({ key: 'fileMegabytes', value: '1' })
    const maria = await askingAs(cast.maria)
    const answer = await maria.post(
      '/uploads',
      withFiles({}, [
        ['nothing.txt', ''],
        ['huge.txt', 'a'.repeat(1024 * 1024 + 1)],
        ['fine.txt', 'fine'],
      ])
    )
    const { files, problems } = answer.json()
    assert.deepEqual(
      files.map((file: any) => file.name),
      ['fine.txt']
    )
    assert.lengthOf(problems, 2)
    assert.include(problems[0], 'nothing.txt is empty.')
    assert.include(problems[1], 'huge.txt is larger than 1 MB.')
    assert.lengthOf(await readdir(uploadFolder()), 0)
  })

  test('refuse a body beyond all limits with 413', async ({ assert }) => {
    await db.table('settings').insert([
      { key: 'fileMegabytes', value: JSON.stringify(1000 / 1024 / 1024) },
      { key: 'filesPerTicket', value: '2' },
    ])
    const maria = await askingAs(cast.maria)
    const answer = await maria.post('/uploads', withFiles({}, [['a.txt', 'a'.repeat(5_000_000)]]))
    assert.equal(answer.status, 413)
    assert.lengthOf(await Attachment.all(), 0)
  })

  test('clean hostile names: {name}')
    .with([
      { name: '../../etc/passwd', shown: 'passwd' },
      { name: '..\\..\\windows\\boot.ini.txt', shown: 'boot.ini.txt' },
      { name: 'photo\u202Egnp.txt', shown: 'photognp.txt' },
      { name: '...', shown: 'file' },
      { name: '<b>bold</b>.txt', shown: 'b-.txt' },
      { name: '"quoted"; drop.txt', shown: '-quoted-; drop.txt' },
      { name: 'Straße 日本.txt', shown: 'Straße 日本.txt' },
    ])
    .run(async ({ assert }, { name, shown }) => {
      const maria = await askingAs(cast.maria)
      const { id } = await upload(maria, name, 'text')
      const file = await Attachment.findOrFail(id)
      assert.equal(file.name, shown)
      assert.match(file.driveKey, /^attachments\/[0-9a-f]{2}\/[0-9a-f]{64}$/)
    })

  test('store a picture bomb without decoding it', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { id, status, files } = await upload(maria, 'bomb.png', bombPicture())
    assert.equal(status, 201)
    assert.isNull(files[0].thumbnail)
    const file = await Attachment.findOrFail(id)
    assert.deepEqual([file.width, file.height], [30_000, 30_000])
    const thumbnail = await maria.get(`/uploads/${id}/thumbnail`)
    assert.equal(thumbnail.status, 404)
  })

  test('store a broken picture without a thumbnail', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const png = await picture(300, 300)
    const { status, files } = await upload(maria, 'half.png', png.subarray(0, 200))
    assert.equal(status, 201)
    assert.isNull(files[0].thumbnail)
  })

  test('belong to their uploader alone until a ticket takes them', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { id } = await upload(maria, 'mine.txt', 'mine')
    const ana = await askingAs(cast.ana)
    for (const path of [`/uploads/${id}`, `/uploads/${id}/thumbnail`]) {
      const answer = await ana.get(path)
      assert.equal(answer.status, 404)
    }
    await ana.post(`/uploads/${id}/discard`)
    const own = await maria.raw('GET', `/uploads/${id}`)
    assert.equal(own.text, 'mine')

    const stolen = await ana.post('/tickets', await bannerForm({ 'fileIds[]': [id] }))
    assert.equal(stolen.status, 303)
    const still = await Attachment.findOrFail(id)
    assert.isNull(still.ticketId)

    const discarded = await maria.post(`/uploads/${id}/discard`)
    assert.equal(discarded.status, 204)
    assert.isNull(await Attachment.find(id))
  })

  test('need an account and the token', async ({ assert }) => {
    const stranger = await new Visitor().post('/uploads', withFiles({}, [['a.txt', 'a']]))
    assert.equal(stranger.status, 302)
    const maria = await askingAs(cast.maria)
    const body = withFiles({ _csrf: 'wrong' }, [['a.txt', 'a']])
    const forged = await maria.raw('POST', '/uploads', { body })
    assert.equal(forged.status, 403)
    const bare = await maria.raw('POST', '/uploads', { body: withFiles({}, [['a.txt', 'a']]) })
    assert.equal(bare.status, 403)
    const elsewhere = await maria.raw('POST', '/tickets/draft/discard', { body })
    assert.equal(elsewhere.status, 403)
    assert.lengthOf(await Attachment.all(), 0)
  })

  test('are refused when the body is broken', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const answer = await maria.raw('POST', '/uploads', {
      headers: {
        'content-type': 'multipart/form-data; boundary=xyz',
        'x-csrf-token': await maria.csrfToken(),
      },
      body: '--xyz\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nnever ends',
    })
    assert.equal(answer.status, 400)
  })
})

test.group('Files of a form without scripts', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('go to the ticket with it', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = withFiles(await bannerForm(), [
      ['image.png', await picture()],
      ['image.png', await picture(30, 30)],
    ])
    const id = ticketIdOf(await maria.post('/tickets', form))
    const files = await Attachment.query().where('ticketId', id).orderBy('id')
    assert.deepEqual(
      files.map((file) => [file.name, file.kind]),
      [
        ['image.png', 'brief'],
        ['image (2).png', 'brief'],
      ]
    )
    const ticket = await db.from('tickets').where('id', id).first()
    assert.equal(ticket.attachment_count, 2)
  })

  test('are kept and listed when a field breaks a rule', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = await bannerForm({ title: '' })
    const answer = await maria.post('/tickets', withFiles(form, [['kept.png', await picture()]]))
    assert.equal(answer.status, 422)
    assert.include(answer.text, 'kept.png')
    const [file] = await Attachment.all()
    assert.include(answer.text, `name="fileIds[]" value="${file.id}"`)
    const sent = await maria.post('/tickets', await bannerForm({ 'fileIds[]': [file.id] }))
    await file.refresh()
    assert.equal(file.ticketId, ticketIdOf(sent))
  })

  test('that are refused bring the form back with the sentence', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = withFiles(await bannerForm(), [['empty.png', '']])
    const answer = await maria.post('/tickets', form)
    assert.equal(answer.status, 422)
    assert.include(answer.text, 'empty.png is empty.')
    assert.include(answer.text, 'A banner for payday')
    assert.equal(await countTickets(), 0)
  })

  test('are at most as many as a ticket holds', async ({ assert }) => {
    await db.table('settings').insert({ key: 'filesPerTicket', value: '2' })
    const maria = await askingAs(cast.maria)
    const files: [string, string][] = [1, 2, 3].map((n) => [`${n}.txt`, 'x'])
    const answer = await maria.post('/tickets', withFiles(await bannerForm(), files))
    assert.equal(answer.status, 422)
    assert.include(answer.text, 'A ticket holds at most 2 files.')
    assert.equal(await countTickets(), 0)
  })
})

async function bytesOf(visitor: Visitor, path: string): Promise<Buffer> {
  return Buffer.from(await visitor.bytes(path))
}
