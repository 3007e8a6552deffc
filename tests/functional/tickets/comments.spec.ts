import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Attachment from '#models/attachment'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { addComment } from '#services/comments/add_comment'
import { editComment } from '#services/comments/edit_comment'
import clock from '#services/clock'
import { getAs, pick } from '#tests/support/answers'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { actions, lastActivity, told } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial', 'hx-target': 'div#ticket' }
const web = (by: User) => ({ by, channel: 'web' as const })

test.group('Talk on a ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('a comment stands on the page, is counted, recorded and told', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const visitor = await visit(cast.maria)
    const answer = await visitor.post(`/tickets/${ticket.id}/comments`, { body: ' **Hello** ' })
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.include(page.text, '<strong>Hello</strong>')
    assert.include(page.text, 'Your comment is there.')
    await ticket.refresh()
    assert.equal(ticket.commentCount, 1)
    assert.isNotNull(ticket.lastCommentId)
    assert.equal(await pick(lastActivity(ticket.id), 'action'), 'commented')
    assert.deepEqual(await told(ticket.id, 'comment'), [cast.kim.id])
  })

  test('with htmx it comes back as the region', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.maria)
    const answer = await visitor.post(`/tickets/${ticket.id}/comments`, { body: 'Quick' }, HTMX)
    assert.equal(answer.status, 200)
    assert.notInclude(answer.text, '<html')
    assert.include(answer.text, 'Quick')
  })

  test('an empty or endless one is refused, and kept', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.maria)
    for (const body of ['', '   ', 'z'.repeat(20_001)]) {
      const answer = await visitor.post(`/tickets/${ticket.id}/comments`, { body })
      assert.equal(answer.status, 422)
      assert.include(answer.text, body.trim())
    }
    assert.equal(
      await pick(visitor.post(`/tickets/${ticket.id}/comments`, { body: 'a\0b' }), 'status'),
      400
    )
    assert.deepEqual(await actions(ticket.id), ['created'])
  })

  test('answers tell the people of the thread, once each', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const first = await addComment(ticket.id, { body: 'One' }, web(cast.ana))
    const second = await addComment(ticket.id, { body: 'Two', parentId: first.id }, web(cast.admin))
    await addComment(ticket.id, { body: 'Three @ana', parentId: second.id }, web(cast.kim))
    assert.deepEqual(await told(ticket.id, 'mention'), [cast.ana.id])
    const { id } = await lastActivity(ticket.id)
    const rows = await db.from('notifications').where('activity_id', id).orderBy('user_id')
    assert.sameMembers(
      rows.map((row) => row.user_id),
      [cast.ana.id, cast.admin.id, cast.maria.id]
    )
  })

  test('threads of any depth stand on the page', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    let parentId: number | null = null
    for (let depth = 0; depth < 12; depth++) {
      const made: { id: number } = await addComment(
        ticket.id,
        { body: `level ${depth}.`, parentId },
        web(depth % 2 ? cast.ana : cast.maria)
      )
      parentId = made.id
    }
    const page = await getAs(cast.maria, `/tickets/${ticket.id}`)
    for (let depth = 0; depth < 12; depth++) assert.include(page.text, `level ${depth}.`)
  })

  test('an answer to a comment of another ticket is refused', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const other = await addComment(
      await pick(ask(cast.maria), 'id'),
      { body: 'x' },
      web(cast.maria)
    )
    const visitor = await visit(cast.maria)
    const answer = await visitor.post(`/tickets/${ticket.id}/comments`, {
      body: 'kept words',
      parent_id: other.id,
    })
    assert.equal(answer.status, 422)
    assert.deepEqual(await actions(ticket.id), ['created'])
  })

  test('a mentioned person who may not see the ticket is not told, but offered', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const lea = await makePerson({ username: 'lea', department: 'Marketing' })
    const visitor = await visit(cast.maria)
    const body = 'Look, @rico, @lea and @ana'
    const answer = await visitor.post(`/tickets/${ticket.id}/comments`, { body }, HTMX)
    assert.deepEqual(await told(ticket.id, 'mention'), [cast.ana.id])
    assert.include(answer.text, 'may not see')
    assert.include(answer.text, `Add ${lea.fullName} as a watcher`)
    assert.notInclude(answer.text, `Add ${cast.rico.fullName} as a watcher`)
    await visitor.post(`/tickets/${ticket.id}/comments`, { body })
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.include(page.text, `Add ${lea.fullName} as a watcher`)
  })

  test('one’s own comment can be changed, is marked, and tells only the newly mentioned', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    const { id } = await addComment(ticket.id, { body: 'Old @kim' }, web(cast.maria))
    const visitor = await visit(cast.maria)
    const form = await visitor.get(`/tickets/${ticket.id}/comments/${id}/edit`)
    assert.include(form.text, 'Old @kim')
    const answer = await visitor.post(`/tickets/${ticket.id}/comments/${id}`, {
      body: 'New @kim @ana',
      seen_body: 'Old @kim',
    })
    assert.equal(answer.location, `/tickets/${ticket.id}#comment-${id}`)
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.include(page.text, 'edited')
    assert.deepEqual(
      await told(ticket.id, 'mention'),
      [cast.ana.id, cast.kim.id].sort((a, b) => a - b)
    )
    assert.equal(await pick(lastActivity(ticket.id), 'action'), 'comment_edited')

    const again = await visitor.post(`/tickets/${ticket.id}/comments/${id}`, {
      body: 'Mine',
      seen_body: 'Old @kim',
    })
    assert.equal(again.status, 409)
    const empty = await visitor.post(`/tickets/${ticket.id}/comments/${id}`, { body: ' ' })
    assert.equal(empty.status, 422)
    const same = await actions(ticket.id)
    await editComment(ticket.id, id, { body: 'New @kim @ana' }, web(cast.maria))
    assert.deepEqual(await actions(ticket.id), same)
  })

  test('lines that a browser ends in its own way do not look like somebody’s change', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    const visitor = await visit(cast.maria)
    await visitor.post(`/tickets/${ticket.id}/comments`, { body: 'one\r\n\r\ntwo' })
    const comment = await db.from('comments').where('ticket_id', ticket.id).firstOrFail()
    assert.equal(comment.body, 'one\n\ntwo')
    const form = { body: 'one\r\ntwo', seen_body: 'one\r\n\r\ntwo' }
    const answer = await visitor.post(`/tickets/${ticket.id}/comments/${comment.id}`, form)
    assert.equal(answer.status, 302)
  })

  test('nobody changes somebody else’s comment', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const { id } = await addComment(ticket.id, { body: 'Mine alone' }, web(cast.maria))
    const visitor = await visit(cast.admin)
    assert.equal(
      await pick(visitor.get(`/tickets/${ticket.id}/comments/${id}/edit`), 'status'),
      403
    )
    const answer = await visitor.post(`/tickets/${ticket.id}/comments/${id}`, { body: 'x' })
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'Only its writer changes a comment.')
    assert.include(answer.text, 'Mine alone')
  })

  test('files uploaded before, and files in the form, go with the comment', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const staged = await stage(cast.maria, 'brief.pdf')
    const visitor = await visit(cast.maria)
    const body = new FormData()
    body.set('body', 'With files')
    body.append('files[]', String(staged.id))
    const text = new Blob(['just some words, one line\n'], { type: 'text/plain' })
    body.append('attachments', text, 'notes.txt')
    const answer = await visitor.post(`/tickets/${ticket.id}/comments`, body)
    assert.equal(answer.status, 302)
    await ticket.refresh()
    assert.equal(ticket.attachmentCount, 2)
    const activity = await lastActivity(ticket.id)
    assert.equal(activity.details.files, 2)
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.include(page.text, 'brief.pdf')
    assert.include(page.text, 'notes.txt')
  })

  test('a refused comment keeps its files for the next try', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const staged = await stage(cast.maria, 'kept.pdf')
    const visitor = await visit(cast.maria)
    const answer = await visitor.post(`/tickets/${ticket.id}/comments`, {
      'body': '',
      'files[]': staged.id,
    })
    assert.equal(answer.status, 422)
    assert.include(answer.text, 'kept.pdf')
    assert.match(answer.text, new RegExp(`name="files\\[\\]"[^>]*value="${staged.id}"`))
  })

  test('a proposed person reads, and writes only once it is approved', async ({ assert }) => {
    const ticket = await ask(cast.maria, { assigneeId: cast.kim.id })
    const visitor = await visit(cast.kim)
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.equal(page.status, 200)
    assert.include(page.text, 'You are proposed for this ticket.')
    assert.notInclude(page.text, 'name="body"')
    for (const address of ['comments', 'watch']) {
      const answer = await visitor.post(`/tickets/${ticket.id}/${address}`, { body: 'x' })
      assert.equal(answer.status, 403)
    }
    assert.deepEqual(await actions(ticket.id), ['created'])
  })
})

test.group('Internal notes', (group) => {
  let cast: Cast
  let ticket: Ticket
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    return [cast, ticket]
  })

  test('are for the handling side: seen, counted and told to nobody else', async ({ assert }) => {
    const staged = await stage(cast.kim, 'secret-plan.pdf')
    await ticket.refresh()
    const moved = ticket.updatedAt.toMillis()
    await addComment(
      ticket.id,
      { body: 'Secret words @joy', isInternal: true, fileIds: [staged.id] },
      web(cast.kim)
    )
    await ticket.refresh()
    assert.equal(ticket.updatedAt.toMillis(), moved, 'it stays where it was in the list')
    assert.equal(ticket.commentCount, 0)
    assert.equal(ticket.attachmentCount, 0)
    assert.isNull(ticket.lastCommentId)
    for (const who of ['ben', 'kim', 'joy', 'admin'] as const) {
      const page = await getAs(cast[who], `/tickets/${ticket.id}?activity=all`)
      assert.include(page.text, 'Secret words', who)
      assert.include(page.text, 'secret-plan.pdf', who)
      assert.include(page.text, 'wrote an internal note', who)
      assert.include(page.text, 'data-internal')
    }
    for (const who of ['maria', 'ana'] as const) {
      const page = await getAs(cast[who], `/tickets/${ticket.id}?activity=all`)
      assert.notInclude(page.text, 'Secret words', who)
      assert.notInclude(page.text, 'secret-plan.pdf', who)
      assert.notInclude(page.text, 'internal', who)
      assert.include(page.text, 'Nobody has written yet.')
    }
    const rows = await db.from('notifications').where('ticket_id', ticket.id)
    const noted = rows.filter((row) => ['internal_note', 'mention'].includes(row.kind))
    assert.deepEqual(
      noted.map((row) => row.user_id),
      [cast.joy.id]
    )
  })

  test('cannot be written, read, answered or changed by the asking side', async ({ assert }) => {
    const note = await addComment(ticket.id, { body: 'Secret', isInternal: true }, web(cast.kim))
    const before = await actions(ticket.id)
    for (const who of ['maria', 'ana'] as const) {
      const visitor = await visit(cast[who])
      const wrote = await visitor.post(`/tickets/${ticket.id}/comments`, {
        body: 'kept',
        is_internal: '1',
      })
      assert.equal(wrote.status, 403)
      const answered = await visitor.post(`/tickets/${ticket.id}/comments`, {
        body: 'x',
        parent_id: note.id,
      })
      assert.equal(answered.status, 422)
      const edit = `/tickets/${ticket.id}/comments/${note.id}`
      assert.equal(await pick(visitor.get(`${edit}/edit`), 'status'), 404)
      assert.equal(await pick(visitor.post(edit, { body: 'x' }), 'status'), 404)
    }
    assert.deepEqual(await actions(ticket.id), before)
  })

  test('a requester never reads them on his own ticket, not as manager or creative', async ({
    assert,
  }) => {
    const own = [
      await makePerson({ username: 'cleo', role: 'member', department: 'Creative' }),
      await makePerson({ username: 'carl', role: 'manager', department: 'Creative' }),
    ]
    for (const requester of own) {
      const { id } = await ask(requester)
      await addComment(id, { body: 'Secret', isInternal: true }, web(cast.ben))
      const visitor = await visit(requester)
      const page = await visitor.get(`/tickets/${id}?activity=all`)
      assert.equal(page.status, 200)
      assert.notInclude(page.text, 'Secret')
      assert.notInclude(page.text, 'nternal note')
      const wrote = await visitor.post(`/tickets/${id}/comments`, {
        body: 'x',
        is_internal: '1',
      })
      assert.equal(wrote.status, 403)
      const rows = await db
        .from('notifications')
        .where({ user_id: requester.id, kind: 'internal_note' })
      assert.lengthOf(rows, 0)
    }
  })

  test('pile up no more files than a ticket may hold', async ({ assert }) => {
    for (let count = 0; count < 3; count++) {
      const staged = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((part) => stage(cast.kim, `${count}-${part}.pdf`))
      )
      const fileIds = staged.map((file) => file.id)
      await addComment(ticket.id, { body: 'x', isInternal: true, fileIds }, web(cast.kim))
    }
    const more = await Promise.all([1, 2, 3].map((part) => stage(cast.kim, `more-${part}.pdf`)))
    const fileIds = more.map((file) => file.id)
    await assert.rejects(
      () => addComment(ticket.id, { body: 'x', isInternal: true, fileIds }, web(cast.kim)),
      /A ticket holds at most 20 files/
    )
  })

  test('a file taken off a note leaves the count that others see', async ({ assert }) => {
    const staged = await stage(cast.kim, 'plan.pdf')
    const fileIds = [staged.id]
    await addComment(ticket.id, { body: 'x', isInternal: true, fileIds }, web(cast.kim))
    const visitor = await visit(cast.kim)
    const remove = `/tickets/${ticket.id}/attachments/${staged.id}/remove`
    assert.include(await pick(visitor.get(`/tickets/${ticket.id}`), 'text'), remove)
    await ticket.refresh()
    const { lockVersion } = ticket
    assert.equal(await pick(visitor.post(remove), 'status'), 303)
    await ticket.refresh()
    assert.equal(ticket.attachmentCount, 0)
    assert.equal(ticket.lockVersion, lockVersion, 'open forms are not stale')
    const page = await getAs(cast.maria, `/tickets/${ticket.id}?activity=all`)
    assert.notInclude(page.text, 'plan.pdf')
  })

  test('an answer to a note is a note', async ({ assert }) => {
    const note = await addComment(ticket.id, { body: 'Secret', isInternal: true }, web(cast.kim))
    const answer = await addComment(ticket.id, { body: 'Yes', parentId: note.id }, web(cast.ben))
    assert.isTrue(answer.isInternal)
    assert.deepEqual(await told(ticket.id, 'internal_note'), [cast.kim.id])
  })

  test('mentioning somebody who may not read them is refused in words, and kept', async ({
    assert,
  }) => {
    const visitor = await visit(cast.kim)
    const answer = await visitor.post(`/tickets/${ticket.id}/comments`, {
      body: 'Secret @maria',
      is_internal: '1',
    })
    assert.equal(answer.status, 422)
    assert.include(answer.text, `${cast.maria.fullName} may not read internal notes.`)
    assert.include(answer.text, 'Secret @maria')
    assert.lengthOf(await db.from('comments').where('ticket_id', ticket.id), 0)
  })
})

/** A file that a person uploaded and that nothing has taken yet. */
async function stage(by: User, name: string): Promise<Attachment> {
  return Attachment.create({
    uploaderId: by.id,
    kind: 'brief',
    driveKey: `attachments/test/${name}`,
    name,
    mime: 'application/pdf',
    bytes: 1200,
    sha256: 'x',
    createdAt: clock.now(),
  })
}
