import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import Attachment from '#models/attachment'
import { BackupWriter } from '#services/backup/backup_writer'
import { copyFiles } from '#services/backup/copy_files'
import { putFile } from '#services/backup/put_file'
import clock from '#services/clock'
import { LocalDisk } from '#services/files/disks/local_disk'
import { uploadFolder } from '#services/files/receive_files'
import { sweepStrayFiles } from '#services/files/sweep_stray_files'
import { checkReadiness } from '#services/observing/check_readiness'
import env from '#start/env'
import { makeFolder } from '#tests/support/backups'
import { s3Disk, useDisk } from '#tests/support/disks'
import { askingAs, bannerForm, countTickets, ticketIdOf, withFiles } from '#tests/support/forms'
import { fillDisk } from '#tests/support/full_disk'
import { makeCast, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { S3Server } from '#tests/support/s3/server'
import { shareDesk } from '#tests/support/shared_desk'
import { visit, type Visitor } from '#tests/support/visitor'

const NOISE = randomBytes(200_000).toString('hex')

/** A ticket of Maria's with one file. */
async function withOneFile(maria: Visitor, name: string, content: Buffer | string) {
  const sent = await maria.post('/tickets', withFiles(await bannerForm(), [[name, content]]))
  const file = await Attachment.findByOrFail('ticketId', ticketIdOf(sent))
  return { file, path: `/tickets/${file.ticketId}/attachments/${file.id}` }
}

test.group('Files in a bucket', (group) => {
  let cast: Cast
  let maria: Visitor
  let store: S3Server
  group.each.timeout(10_000)
  group.setup(async () => {
    store = await new S3Server().start()
    return () => store.stop()
  })
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    maria = await askingAs(cast.maria)
    store.objects.clear()
    store.uploads.clear()
    store.fault = () => null
    const putBack = useDisk(s3Disk(store, { prefix: 'desk/' }))
    return () => {
      putBack()
      clock.goOn()
    }
  })

  test('are uploaded, drawn, given out whole and in parts, and swept', async ({ assert }) => {
    const { file, path } = await withOneFile(maria, 'plan.png', await picture())
    const keys = [file.driveKey, file.thumbnailKey!].map((key) => `desk/${key}`)
    assert.sameMembers([...store.objects.keys()], keys)
    const whole = await maria.raw('GET', path)
    assert.deepEqual([whole.status, whole.headers.get('content-type')], [200, 'image/png'])
    assert.equal(whole.headers.get('content-length'), String(file.bytes))
    const part = await maria.raw('GET', path, { headers: { range: 'bytes=1-3' } })
    assert.deepEqual([part.status, part.text], [206, 'PNG'])
    const thumbnail = await maria.raw('GET', `${path}/thumbnail`)
    assert.equal(thumbnail.headers.get('content-type'), 'image/webp')
    const asked = store.asked.length
    const etag = whole.headers.get('etag')!
    const same = await maria.raw('GET', path, { headers: { 'if-none-match': etag } })
    assert.deepEqual([same.status, store.asked.length - asked], [304, 0])

    await drive.use().put('attachments/zz/left-by-a-crash', 'x')
    assert.include(await sweepStrayFiles(), { blobs: 0 })
    clock.moveTo(clock.now().plus({ hours: 25 }))
    assert.include(await sweepStrayFiles(), { blobs: 1 })
    assert.sameMembers([...store.objects.keys()], [...keys, 'desk/desk'])
    store.fault = () => 'denied'
    assert.include(await sweepStrayFiles(), { blobs: 0 })
  })

  test('of another desk are left alone, and Management says so', async ({ assert }) => {
    await drive.use().put('attachments/zz/of-another-desk', 'x')
    store.objects.set('desk/desk', { body: Buffer.from('another'), at: new Date(), type: '' })
    clock.moveTo(clock.now().plus({ hours: 25 }))
    assert.include(await sweepStrayFiles(), { blobs: 0 })
    assert.equal(await drive.use().get('attachments/zz/of-another-desk'), 'x')
    const ada = await visit(cast.admin)
    const overview = await ada.get('/admin')
    assert.include(overview.text, 'The bucket of the files belongs to another desk')
    store.fault = () => 'denied'
    const away = await ada.get('/admin')
    assert.include(away.text, 'The place where files lie does not answer')
    assert.include(away.text, 'HTTP 403')
  })

  test('that cannot be stored leave no row and no blob, and the form as typed: {fault}')
    .with([{ fault: 'error' }, { fault: 'cut' }, { fault: 'hang' }, { fault: 'full' }] as const)
    .run(async ({ assert }, { fault }) => {
      // The picture of the file arrives; the file itself does not.
      store.fault = ({ method, key }) => (method === 'PUT' && !key.endsWith('.webp') ? fault : null)
      const form = await bannerForm({ title: 'Typed for an hour' })
      const sent = await maria.post('/tickets', withFiles(form, [['plan.png', await picture()]]))
      assert.equal(sent.status, 422)
      assert.include(sent.text, 'plan.png could not be stored right now.')
      assert.include(sent.text, 'Typed for an hour')
      const rows = await Attachment.all()
      assert.deepEqual([rows.length, store.objects.size, await countTickets()], [0, 0, 0])
      assert.lengthOf(await readdir(uploadFolder()), 0)
      store.fault = () => null
      const again = await maria.post('/tickets', withFiles(form, [['plan.png', await picture()]]))
      assert.equal(again.status, 303)
    })

  test('that cannot be read are an error page in words, never a file', async ({ assert }) => {
    const { file, path } = await withOneFile(maria, 'note.txt', NOISE)
    for (const fault of ['error', 'denied'] as const) {
      store.fault = () => fault
      const away = await maria.get(path)
      assert.equal(away.status, 503)
      assert.include(away.text, 'The place where files lie does not answer right now.')
      assert.isNull(away.headers.get('content-disposition'))
      const page = await maria.get(`/tickets/${file.ticketId}`)
      assert.equal(page.status, 200)
    }
    assert.include(await checkReadiness(), { isReady: true, files: 'away' })
    store.fault = ({ method }) => (method === 'GET' ? 'cut' : null)
    await assert.rejects(() => maria.raw('GET', path), /terminated/)
    store.fault = () => null
    assert.include(await checkReadiness(), { isReady: true, files: 'ok' })
    store.objects.clear()
    const gone = await maria.get(path)
    assert.deepEqual([gone.status, gone.headers.get('content-disposition')], [404, null])
  })

  test('are fetched from the store itself by a signed address, if that is wanted', async ({
    assert,
  }) => {
    const { path } = await withOneFile(maria, 'Straße.txt', '0123456789')
    const putBack = useDisk(s3Disk(store, { prefix: 'desk/', givesSignedUrls: true }))
    const ask = (dest: string, address = path) =>
      maria.raw('GET', address, { headers: { 'sec-fetch-dest': dest } })
    const led = await ask('document')
    assert.deepEqual([led.status, led.text], [302, ''])
    const file = await fetch(led.location!)
    assert.equal(await file.text(), '0123456789')
    assert.equal(file.headers.get('content-type'), 'text/plain; charset=utf-8')
    assert.match(file.headers.get('content-disposition')!, /^inline; .*Stra%C3%9Fe\.txt/)
    const download = await ask('document', `${path}?download`)
    const saved = await fetch(download.location!)
    assert.match(saved.headers.get('content-disposition')!, /^attachment;/)
    assert.include(await ask('empty'), { status: 200 })
    const stranger = await askingAs(cast.rico)
    const refused = await stranger.raw('GET', path, { headers: { 'sec-fetch-dest': 'image' } })
    assert.equal(refused.status, 404)
    putBack()
  })

  test('go into a backup and come back on another disk, also over a broken line', async ({
    assert,
  }) => {
    const { file } = await withOneFile(maria, 'note.txt', NOISE)
    let cuts = 1
    store.fault = ({ method }) => (method === 'GET' && cuts-- > 0 ? 'cut' : null)
    const parts: Buffer[] = []
    const writer = new BackupWriter({ write: async (bytes) => void parts.push(bytes) })
    const snapshot = { query: (sql: string) => db.rawQuery(sql) }
    const copied = await copyFiles(snapshot as any, writer)
    assert.deepEqual(copied.files, { count: 1, bytes: NOISE.length })
    assert.lengthOf(copied.missing, 0)
    assert.include(Buffer.concat(parts).toString('latin1'), NOISE)

    const folder = await makeFolder()
    const putBack = useDisk(new LocalDisk(folder.path))
    await putFile(file.driveKey, 10, Readable.from([Buffer.from('0123456789')]) as any)
    assert.equal(await drive.use().get(file.driveKey), '0123456789')
    putBack()
    await putFile('attachments/aa/back', 10, Readable.from([Buffer.from('0123456789')]) as any)
    assert.equal(await drive.use().get('attachments/aa/back'), '0123456789')
    await folder.remove()
  })
})

test.group('Files on a full disk', (group) => {
  let maria: Visitor
  shareDesk(group, async () => {
    const cast = await makeCast()
    maria = await askingAs(cast.maria)
    return maria
  })

  test('are refused with a sentence while they arrive, the form as typed', async ({ assert }) => {
    const makeRoom = fillDisk(uploadFolder(), 100_000)
    try {
      const form = await bannerForm({ title: 'Typed for an hour' })
      const files: [string, string][] = [
        ['small.txt', 'fits'],
        ['large.txt', NOISE],
      ]
      const sent = await maria.post('/tickets', withFiles(form, files))
      assert.equal(sent.status, 422)
      assert.include(sent.text, 'There is no room for large.txt right now')
      assert.include(sent.text, 'Typed for an hour')
      const rows = await Attachment.all()
      assert.deepEqual(
        rows.map(({ name }) => name),
        ['small.txt']
      )
      assert.deepEqual([await countTickets(), await readdir(uploadFolder())], [0, []])
    } finally {
      makeRoom()
    }
  })

  test('leave nothing half-stored on another disk than the one they arrived on', async ({
    assert,
  }) => {
    const folder = join(env.get('DATA_DIR'), 'files')
    const disk = new LocalDisk(folder)
    const putBack = useDisk(
      Object.assign(disk, {
        takeFile: (path: string, key: string) => drive.use().moveFromFs(path, key),
      })
    )
    const makeRoom = fillDisk(folder, 1_000)
    try {
      const answer = await maria.post('/uploads', withFiles({}, [['large.txt', NOISE]]))
      assert.equal(answer.status, 422)
      assert.include(answer.json().error, 'There is no room for large.txt right now')
      assert.lengthOf(await Attachment.all(), 0)
      const left = await readdir(folder, { recursive: true }).catch(() => [])
      assert.deepEqual(
        left.filter((name) => name.endsWith('.part')),
        []
      )
    } finally {
      makeRoom()
      putBack()
    }
  })
})
