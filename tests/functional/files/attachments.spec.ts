import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import Attachment from '#models/attachment'
import clock from '#services/clock'
import { sweepStrayFiles } from '#services/files/sweep_stray_files'
import { makeCast, type Cast } from '#tests/support/people'
import { askingAs, bannerForm, ticketIdOf, withFiles } from '#tests/support/forms'
import { picture } from '#tests/support/pictures'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { visit, type Answer, type Visitor } from '#tests/support/visitor'

let cast: Cast

/** A ticket of Maria's with one file. */
async function withOneFile(maria: Visitor, name: string, content: Buffer | string) {
  const sent = await maria.post('/tickets', withFiles(await bannerForm(), [[name, content]]))
  const ticketId = ticketIdOf(sent)
  const file = await Attachment.findByOrFail('ticketId', ticketId)
  return { ticketId, file, path: `/tickets/${ticketId}/attachments/${file.id}` }
}

test.group('Files of a ticket', (group) => {
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('are seen by whoever sees the ticket, and by nobody else', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { path, ticketId, file } = await withOneFile(maria, 'plan.png', await picture())
    for (const person of [cast.maria, cast.ana, cast.ben, cast.admin]) {
      const visitor = await visit(person)
      const answers = [
        await visitor.raw('GET', path),
        await visitor.raw('GET', `${path}/thumbnail`),
      ]
      assert.deepEqual(
        answers.map((answer) => answer.status),
        [200, 200],
        person.username
      )
    }
    for (const person of [cast.rico, cast.kim]) {
      const visitor = await visit(person)
      const answers = [await visitor.get(path), await visitor.get(`${path}/thumbnail`)]
      assert.deepEqual(
        answers.map((answer) => answer.status),
        [404, 404],
        person.username
      )
    }
    const other = await ticketAt('requested', cast)
    const ana = await visit(cast.ana)
    const crossed = await ana.get(`/tickets/${other.id}/attachments/${file.id}`)
    assert.equal(crossed.status, 404)
    await db.from('tickets').where('id', ticketId).update({ deleted_at: new Date() })
    const trashed = await ana.get(path)
    assert.equal(trashed.status, 404)
  })

  test('on an internal note are seen like the note', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { path, ticketId, file } = await withOneFile(maria, 'note.txt', 'between us')
    const [comment] = await db
      .table('comments')
      .insert({
        ticket_id: ticketId,
        user_id: cast.ben.id,
        body: 'x',
        is_internal: true,
        created_at: new Date(),
      })
      .returning('id')
    await file.merge({ commentId: comment.id ?? comment, kind: 'comment' }).save()
    const ben = await visit(cast.ben)
    assert.equal(await statusOf(ben.raw('GET', path)), 200)
    for (const person of [cast.maria, cast.ana]) {
      const visitor = await visit(person)
      assert.equal(await statusOf(visitor.get(path)), 404, person.username)
    }
  })

  test('are shown inline only when nothing in them can run: {name}')
    .with([
      { name: 'a.txt', content: 'text', type: 'text/plain; charset=utf-8', kind: 'inline' },
      { name: 'a.csv', content: 'a;b', type: 'text/plain; charset=utf-8', kind: 'inline' },
      { name: 'a.pdf', content: '%PDF-1.7\n1 0 obj', type: 'application/pdf', kind: 'inline' },
      {
        name: 'a.html',
        content: '<html><script>1</script>',
        type: 'application/octet-stream',
        kind: 'attachment',
      },
      {
        name: 'a.svg',
        content: '<svg onload="x"/>',
        type: 'application/octet-stream',
        kind: 'attachment',
      },
      {
        name: 'a.xml',
        content: '<?xml version="1.0"?><a/>',
        type: 'application/octet-stream',
        kind: 'attachment',
      },
    ])
    .run(async ({ assert }, { name, content, type, kind }) => {
      const maria = await askingAs(cast.maria)
      const { path } = await withOneFile(maria, name, content)
      const { headers, text } = await maria.raw('GET', path)
      assert.equal(text, content)
      assert.equal(headers.get('content-type'), type)
      assert.match(headers.get('content-disposition')!, new RegExp(`^${kind};`))
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.include(headers.get('content-security-policy')!, 'sandbox')
      assert.include(headers.get('content-security-policy')!, "default-src 'none'")
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin')
      const download = await maria.raw('GET', `${path}?download`)
      assert.match(download.headers.get('content-disposition')!, /^attachment;/)
    })

  test('tell their name in a header that nothing can break', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { path } = await withOneFile(maria, `Straße "x"; (1)'.txt`, 'x')
    const { headers } = await maria.raw('GET', path)
    assert.equal(
      headers.get('content-disposition'),
      `inline; filename="Stra_e -x-; (1)'.txt"; filename*=UTF-8''Stra%C3%9Fe%20-x-%3B%20%281%29%27.txt`
    )
  })

  test('answer ranges, HEAD and what is unchanged', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { path } = await withOneFile(maria, 'digits.txt', '0123456789')
    const get = (headers: Record<string, string>, method = 'GET') =>
      maria.raw(method, path, { headers })

    const whole = await get({})
    assert.equal(whole.headers.get('content-length'), '10')
    assert.equal(whole.headers.get('accept-ranges'), 'bytes')
    const etag = whole.headers.get('etag')!

    for (const [range, text, told] of [
      ['bytes=2-4', '234', 'bytes 2-4/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-2', '89', 'bytes 8-9/10'],
      ['bytes=8-999', '89', 'bytes 8-9/10'],
    ]) {
      const part = await get({ range })
      assert.deepEqual(
        [part.status, part.text, part.headers.get('content-range')],
        [206, text, told]
      )
      assert.equal(part.headers.get('content-length'), String(text.length))
    }
    for (const range of ['bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=abc', 'bytes=-']) {
      const all = await get({ range })
      assert.deepEqual([all.status, all.text], [200, '0123456789'], range)
    }
    for (const range of ['bytes=10-', 'bytes=-0']) {
      const none = await get({ range })
      assert.deepEqual([none.status, none.headers.get('content-range')], [416, 'bytes */10'], range)
    }
    const fresh = await get({ 'if-none-match': etag })
    assert.deepEqual([fresh.status, fresh.text], [304, ''])
    const other = await get({ 'range': 'bytes=2-4', 'if-range': '"other"' })
    assert.equal(other.status, 200)
    const head = await get({}, 'HEAD')
    assert.deepEqual([head.status, head.text, head.headers.get('content-length')], [200, '', '10'])
  })

  test('are gone once they are taken away, and the brief is a new one', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { path, ticketId, file } = await withOneFile(maria, 'old.txt', 'old')
    const rico = await askingAs(cast.rico)
    assert.equal(await statusOf(rico.post(`${path}/remove`)), 404)
    const removed = await maria.post(`${path}/remove`)
    assert.equal(removed.status, 303)
    assert.equal(await statusOf(maria.get(path)), 404)
    await file.refresh()
    assert.equal(file.removedBy, cast.maria.id)
    const activity = await db
      .from('activities_in_full')
      .where({ ticket_id: ticketId, action: 'updated' })
      .first()
    assert.deepEqual(activity.changes, [{ field: 'files', before: 'old.txt', after: null }])
    const ticket = await db.from('tickets').where('id', ticketId).first()
    assert.deepEqual([ticket.brief_version, ticket.attachment_count], [2, 0])
    assert.equal(await statusOf(maria.post(`${path}/remove`)), 404)
  })

  test('stay once work has started', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { path, ticketId, file } = await withOneFile(maria, 'fixed.txt', 'fixed')
    await db.from('tickets').where('id', ticketId).update({ status: 'pending_creative' })
    await db.from('tickets').where('id', ticketId).update({ status: 'approved' })
    await db
      .from('tickets')
      .where('id', ticketId)
      .update({ status: 'in_progress', started_at: new Date() })
    const refused = await maria.post(`${path}/remove`)
    assert.equal(refused.status, 403)
    assert.include(refused.text, 'The brief is frozen')
    await file.refresh()
    assert.isNull(file.removedAt)
  })

  test('answer nonsense with 404', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    for (const path of [
      '1/attachments/99999999999',
      '0/attachments/0',
      'abc/attachments/1',
      '1/attachments/..%2f..%2fetc',
    ]) {
      assert.equal(await statusOf(maria.get(`/tickets/${path}`)), 404, path)
    }
  })
})

test.group('Stray files', (group) => {
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('are swept after a day; those of drafts and tickets stay', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const { file: taken } = await withOneFile(maria, 'taken.txt', 'taken')
    const stage = async (name: string) => {
      const answer = await maria.post('/uploads', withFiles({}, [[name, await picture()]]))
      return Attachment.findOrFail(answer.json().id)
    }
    const [stray, drafted] = [await stage('stray.png'), await stage('drafted.png')]
    await maria.post(
      '/tickets/draft',
      { 'title': 'Later', 'fileIds[]': [drafted.id] },
      { accept: 'application/json' }
    )
    await drive.use().put('attachments/zz/left-by-a-crash', 'x')

    const early = await sweepStrayFiles()
    assert.deepEqual(early, { staged: 0, blobs: 0, temporary: 0 })

    clock.moveTo(clock.now().plus({ hours: 25 }))
    const swept = await sweepStrayFiles()
    assert.equal(swept.staged, 1)
    assert.isAtLeast(swept.blobs, 1)
    assert.isFalse(await drive.use().exists('attachments/zz/left-by-a-crash'))
    assert.isNull(await Attachment.find(stray.id))
    assert.isFalse(await drive.use().exists(stray.driveKey))
    assert.isFalse(await drive.use().exists(stray.thumbnailKey!))
    for (const kept of [taken, drafted]) assert.isTrue(await drive.use().exists(kept.driveKey))

    const again = await sweepStrayFiles()
    assert.deepEqual(again, { staged: 0, blobs: 0, temporary: 0 })
  })
})

async function statusOf(answer: Promise<Answer>): Promise<number> {
  const { status } = await answer
  return status
}
