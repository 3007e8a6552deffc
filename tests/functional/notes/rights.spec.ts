import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { addComment } from '#services/comments/add_comment'
import { whyNotWanted } from '#services/deliveries/why_not_wanted'
import Delivery from '#models/delivery'
import { onACleanDesk } from '#tests/support/accounts'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { getAs, pick, postAs } from '#tests/support/answers'
import { withFiles } from '#tests/support/forms'
import { picture } from '#tests/support/pictures'
import { linkFor } from '#tests/support/decision_links'
import { lastActivity, told } from '#tests/support/events'
import { noteOn, SECRET, SECRET_FILE } from '#tests/support/notes'
import { makeCast, makePerson } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const web = (by: User) => ({ by, channel: 'web' as const })
const MARK = 'only because you are an admin'

test.group('An admin on his own ticket', (group) => {
  onACleanDesk(group)

  test('reads the notes and their files, and the page says why', async ({ assert }) => {
    const { adam, ivan, olga } = await desk()
    const { ticket, fileId } = await noteOn(await ask(adam, { type: 'bug' }), ivan)
    const { text } = await getAs(adam, `/tickets/${ticket.id}?activity=all`)
    for (const words of [SECRET, SECRET_FILE, 'wrote an internal note', MARK]) {
      assert.include(text, words)
    }
    const file = `/tickets/${ticket.id}/attachments/${fileId}`
    assert.equal(await pick(getAs(adam, file), 'status'), 200)
    for (const other of [ivan, olga]) {
      assert.notInclude(await pick(getAs(other, `/tickets/${ticket.id}`), 'text'), MARK)
    }
  })

  test('writes one, and that is marked in the history', async ({ assert }) => {
    const { adam, ivan } = await desk()
    const ticket = await ask(adam, { type: 'bug' })
    const form = { body: 'I know more', is_internal: '1' }
    assert.equal(await pick(postAs(adam, `/tickets/${ticket.id}/comments`, form), 'status'), 302)
    const { action, details } = await lastActivity(ticket.id)
    assert.equal(action, 'note_written')
    assert.isTrue(details.own)
    const { text } = await getAs(ivan, `/tickets/${ticket.id}?activity=all`)
    assert.include(text, 'on his own ticket, as an admin may')
  })

  test('is told of none, until somebody names him', async ({ assert }) => {
    const { adam, ivan } = await desk()
    const ticket = await ask(adam, { type: 'bug' })
    await addComment(ticket.id, { body: 'Quietly', isInternal: true }, web(ivan))
    assert.deepEqual(await told(ticket.id, 'internal_note'), [])
    await addComment(ticket.id, { body: '@adam?', isInternal: true }, web(ivan))
    assert.deepEqual(await told(ticket.id, 'mention'), [adam.id])
  })
})

test.group('Notes and the department that handles the ticket', (group) => {
  onACleanDesk(group)

  test('the new department reads them, people of the old one who still see the ticket do not', async ({
    assert,
  }) => {
    const { rosa, ivan, ida, fay } = await desk()
    const { ticket, fileId } = await noteOn(await ask(rosa, { type: 'bug' }), ivan)
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: ivan.id, added_at: new Date() })
    await handOver(ticket, 'Finance', ivan)
    const path = `/tickets/${ticket.id}`
    const { text } = await getAs(fay, `${path}?activity=all`)
    assert.include(text, SECRET)
    assert.equal(await pick(getAs(fay, `${path}/attachments/${fileId}`), 'status'), 200)
    for (const one of [ivan, rosa]) {
      const page = await getAs(one, `${path}?activity=all`)
      assert.equal(page.status, 200)
      assert.notMatch(page.text, /zebra|nternal note/)
      assert.equal(await pick(getAs(one, `${path}/attachments/${fileId}`), 'status'), 404)
    }
    assert.equal(
      await pick(getAs(ida, path), 'status'),
      404,
      'and who only managed it sees nothing'
    )
  })

  test('a mail about a note that waits for who lost the right is not sent', async ({ assert }) => {
    const { rosa, ivan, ida } = await desk()
    const { ticket } = await noteOn(await ask(rosa, { type: 'bug' }), ivan)
    const waiting = await Delivery.query().where({ userId: ida.id, kind: 'mention' }).firstOrFail()
    assert.isUndefined(await pick(whyNotWanted(waiting), 'why'))
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: ida.id, added_at: new Date() })
    await handOver(ticket, 'Finance', ivan)
    assert.equal(await pick(whyNotWanted(waiting), 'why'), 'not_visible')
  })
})

test.group('Notes of tickets that become one', (group) => {
  onACleanDesk(group)

  test('stay notes, in the ticket that goes on and in no figure of it', async ({ assert }) => {
    const { rosa, ivan } = await desk()
    const { ticket, fileId } = await noteOn(await ask(rosa, { type: 'bug' }), ivan)
    const other = await ask(rosa, { type: 'bug' })
    const form = withFiles({ body: 'Mine.' }, [[SECRET_FILE, await picture()]])
    await postAs(rosa, `/tickets/${other.id}/comments`, form)
    await mergeTickets(ticket.id, { intoId: other.id }, web(ivan))
    await other.refresh()
    assert.deepInclude(other.$attributes, { commentCount: 2, attachmentCount: 1 })
    const path = `/tickets/${other.id}`
    assert.include(await pick(getAs(ivan, path), 'text'), SECRET)
    for (const address of [
      `${path}?activity=all`,
      `/tickets/${ticket.id}?activity=all`,
      '/tickets',
    ]) {
      const { text } = await getAs(rosa, address)
      assert.notMatch(text, /zebrasecret|nternal note/, address)
    }
    for (const id of [ticket.id, other.id]) {
      const file = `/tickets/${id}/attachments/${fileId}`
      assert.equal(await pick(getAs(rosa, file), 'status'), 404)
    }
  })

  test('do not tell by a number that they have a file of the same name', async ({ assert }) => {
    const { rosa, ivan } = await desk()
    const { ticket } = await noteOn(await ask(rosa, { type: 'bug' }), ivan)
    const form = withFiles({ body: 'Mine.' }, [[SECRET_FILE, await picture()]])
    await postAs(rosa, `/tickets/${ticket.id}/comments`, form)
    const { text } = await getAs(rosa, `/tickets/${ticket.id}`)
    assert.include(text, SECRET_FILE)
    assert.notInclude(text, 'zebraplan (2)')
  })
})

test.group('Notes on a request to decide', (group) => {
  onACleanDesk(group)

  test('stand neither on the page of its link nor in the inbox', async ({ assert }) => {
    const { maria, ana, ben } = await makeCast()
    const ticket = await ask(maria)
    await noteOn(ticket, ben)
    const visitor = await visit(ana)
    for (const path of [await linkFor(ana, ticket), '/approvals', '/']) {
      const { text, status } = await visitor.get(path)
      assert.equal(status, 200)
      assert.notMatch(text, /zebra|nternal note/, path)
    }
  })
})

async function desk() {
  return {
    rosa: await makePerson({ username: 'rosa', department: 'Marketing' }),
    ivan: await makePerson({ username: 'ivan', department: 'IT' }),
    ida: await makePerson({ username: 'ida', role: 'manager', department: 'IT' }),
    fay: await makePerson({ username: 'fay', department: 'Finance' }),
    adam: await makePerson({ username: 'adam', role: 'admin', department: 'Sales' }),
    olga: await makePerson({ username: 'olga', role: 'admin', department: 'Sales' }),
  }
}

/** Another department handles it from now on. */
async function handOver(ticket: Ticket, name: string, by: User): Promise<void> {
  const { id: departmentId } = await Department.findByOrFail('name', name)
  await transferTicket(ticket.id, { departmentId, reason: 'An invoice, in truth.' }, web(by))
}
