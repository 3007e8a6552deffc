import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import Attachment from '#models/attachment'
import type Ticket from '#models/ticket'
import { addComment } from '#services/comments/add_comment'
import { deliver, stageMade } from '#tests/support/deliverables'
import { queriesOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'
import { unzip } from '#tests/support/unzip'
import { visit } from '#tests/support/visitor'

let cast: Cast
let ticket: Ticket
const ids: Record<string, number> = {}

/** Puts a file on the ticket, without the way through a form. */
async function put(name: string, mime: string, body: string, more: object = {}) {
  ids[name] = await stageMade(cast.maria, { name, mime, body: Buffer.from(body) })
  await db
    .from('attachments')
    .where('id', ids[name])
    .update({ ticket_id: ticket.id, ...more })
}

test.group('The page of a file', (group) => {
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    await put('plan.txt', 'text/plain', 'A line\n<script>alert(1)</script>\u202Egnp')
    await put('list.csv', 'text/csv', `Name;Sum\n"a;b";=1+1\n${'x;y\n'.repeat(300)}`)
    await put('page.html', 'text/html', '<html><script>alert(1)</script>')
    await put('clip.mp4', 'video/mp4', 'film', { duration_ms: 83_000, width: 640, height: 360 })
    const first = await deliver(cast.kim, ticket, { name: 'Banner.png' })
    const second = await deliver(cast.kim, ticket, { name: 'Banner.png' })
    ids.first = first.file.id
    ids.second = second.file.id
    const actor = { by: cast.ben, channel: 'web' as const }
    const note = await stageMade(cast.ben, { name: 'secret.png' })
    await addComment(
      ticket.id,
      { body: 'Between us', isInternal: true, fileIds: [note] } as any,
      actor
    )
    ids.secret = note
  })

  test('shows one among all that its reader may see', async ({ assert }) => {
    const ben = await visit(cast.ben)
    const page = await ben.get(`/tickets/${ticket.id}/files/${ids['list.csv']}`)
    assert.equal(page.status, 200)
    assert.include(page.text, '2 of 6')
    assert.match(
      page.text,
      new RegExp(`rel="prev"[^>]*|href="/tickets/${ticket.id}/files/${ids['plan.txt']}"`)
    )
    assert.include(page.text, 'Previous: plan.txt')
    assert.include(page.text, 'Next: page.html')
    assert.include(page.text, `/tickets/${ticket.id}/files/${ids.secret}`)
    // A table: cells as text, the first 200 lines.
    assert.include(page.text, '<th scope="col">Sum</th>')
    assert.include(page.text, '<td>a;b</td>')
    assert.include(page.text, '<td>=1+1</td>')
    assert.lengthOf(page.text.match(/<td>x<\/td>/g)!, 198)
    assert.include(page.text, 'Only the beginning is shown')

    const maria = await visit(cast.maria)
    const hers = await maria.get(`/tickets/${ticket.id}/files/${ids['list.csv']}`)
    assert.include(hers.text, '2 of 5')
    assert.notInclude(hers.text, 'secret.png')
    assert.notInclude(hers.text, `/files/${ids.secret}`)
  })

  test('shows text as text, film in a player, and nothing that could run', async ({ assert }) => {
    const maria = await visit(cast.maria)
    const look = (name: string) => maria.get(`/tickets/${ticket.id}/files/${ids[name]}`)
    const { text } = await look('plan.txt')
    assert.include(text, '&lt;script&gt;alert(1)&lt;/script&gt;gnp')
    const film = await look('clip.mp4')
    assert.match(film.text, /<video[^>]+src="[^"]+" controls/)
    assert.include(film.text, '1:23')
    const { text: html } = await look('page.html')
    assert.include(html, 'This kind of file is not shown here')
    assert.notInclude(html, 'alert(1)')
    const older = await look('first')
    assert.include(older.text, 'Banner.png, version 1')
    assert.include(older.text, '5 of 6')
    const newest = await look('second')
    assert.include(newest.text, '5 of 5')
  })

  test('takes as many queries with more files', async ({ assert }) => {
    const maria = await visit(cast.maria)
    const path = `/tickets/${ticket.id}/files/${ids['page.html']}`
    const few = await maria.get(path)
    await put('one_more.txt', 'text/plain', 'x')
    await put('two_more.txt', 'text/plain', 'x')
    const more = await maria.get(path)
    assert.equal(queriesOf(more), queriesOf(few))
    await db.from('attachments').whereIn('id', [ids['one_more.txt'], ids['two_more.txt']]).delete()
  })

  test('is not there for strangers, and a note’s file not for the requesting side', async ({
    assert,
  }) => {
    const of = (id: number | string) => [
      `/tickets/${ticket.id}/files/${id}`,
      `/tickets/${ticket.id}/attachments/${id}`,
      `/tickets/${ticket.id}/attachments/${id}/thumbnail`,
      `/tickets/${ticket.id}/attachments/${id}/screen`,
    ]
    await db
      .from('attachments')
      .where('id', ids.secret)
      .update({ screen_key: 'x', thumbnail_key: 'x' })
    const zip = `/tickets/${ticket.id}/files.zip`
    const other = await ticketAt('requested', cast)
    const asked: [keyof Cast, string[]][] = [
      ['rico', [...of(ids.second), ...of(ids.secret), zip]],
      ['maria', of(ids.secret)],
      ['ana', of(ids.secret)],
      [
        'ben',
        [
          `/tickets/${ticket.id}/files/99999999999`,
          `/tickets/${other.id}/files/${ids.second}`,
          '/tickets/0/files.zip',
        ],
      ],
    ]
    for (const [who, paths] of asked) {
      const visitor = await visit(cast[who] as any)
      for (const path of paths) {
        const { status } = await visitor.get(path)
        assert.equal(status, 404, `${who} ${path}`)
      }
    }
  })

  test('has a screen size; until it is drawn the thumbnail', async ({ assert }) => {
    const maria = await visit(cast.maria)
    const path = `/tickets/${ticket.id}/attachments/${ids.second}/screen`
    const file = await Attachment.findOrFail(ids.second)
    const { status: none } = await maria.get(path)
    await drive.use().put('attachments/t/small', 'small')
    await file.merge({ thumbnailKey: 'attachments/t/small' }).save()
    const small = await maria.raw('GET', path)
    await drive.use().put('attachments/t/large', 'large')
    await file.merge({ screenKey: 'attachments/t/large' }).save()
    const large = await maria.raw('GET', path)
    assert.deepEqual([none, small.text, large.text], [404, 'small', 'large'])
    assert.notEqual(small.headers.get('etag'), large.headers.get('etag'))
    assert.include(large.headers.get('content-security-policy')!, 'sandbox')
  })

  test('leads to an archive of all that its reader may see', async ({ assert }) => {
    const read = async (who: 'ben' | 'maria') => {
      const visitor = await visit(cast[who])
      return unzip(Buffer.from(await visitor.bytes(`/tickets/${ticket.id}/files.zip`)))
    }
    const theirs = await read('ben')
    const hers = await read('maria')
    assert.sameMembers(
      [...hers.keys()],
      [
        'Brief/plan.txt',
        'Brief/list.csv',
        'Brief/page.html',
        'Brief/clip.mp4',
        'Deliverables/Banner.png/v1 Banner.png',
        'Deliverables/Banner.png/v2 Banner.png',
      ]
    )
    assert.equal(hers.get('Brief/clip.mp4'), 'film')
    assert.include(hers.get('Brief/plan.txt'), '<script>alert(1)</script>')
    assert.sameMembers([...theirs.keys()], [...hers.keys(), 'Conversation/secret.png'])
  })
})
