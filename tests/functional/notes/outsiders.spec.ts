import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { announcementOf } from '#services/activity/record_activity'
import { findAttachment } from '#services/files/find_attachment'
import { handleMail } from '#services/inbound/handle_mail'
import { whoSees } from '#services/live/who_sees'
import { deliverDue } from '#services/deliveries/deliver_due'
import { showTicket } from '#services/tickets/show_ticket'
import type User from '#models/user'
import { pick } from '#tests/support/answers'
import { MailServer } from '#tests/support/mail_server'
import {
  makeNotesDesk,
  SECRET,
  SECRET_FILE,
  type NotesDesk,
  type Outsider,
} from '#tests/support/notes'
import { replyTo } from '#tests/support/replies'
import { visit, type Fields, type Visitor } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial', 'hx-target': 'div#ticket' }
const LEAKS = new RegExp(`zebra|nternal note|data-internal|is_internal`, 'i')

/** One desk for all of them: each test only looks, or is refused. */
test.group('Internal notes reach nobody on the requesting side', (group) => {
  let desk: NotesDesk
  let rollback: () => Promise<void>
  group.setup(async () => {
    rollback = await testUtils.db().wrapInGlobalTransaction()
    desk = await makeNotesDesk()
    return () => rollback()
  })

  const visitors = new Map<number, Visitor>()

  /** The one browser of a person, kept for all tests. */
  async function seat(person: User): Promise<Visitor> {
    const visitor = visitors.get(person.id) ?? (await visit(person))
    visitors.set(person.id, visitor)
    return visitor
  }

  async function getAs(person: User, path: string, headers: Record<string, string> = {}) {
    const visitor = await seat(person)
    return visitor.get(path, headers)
  }

  async function postAs(person: User, path: string, fields: Fields = {}) {
    const visitor = await seat(person)
    return visitor.post(path, fields)
  }

  const insiders = () => [desk.ivan, desk.ida, desk.adam]

  /** No address says anything of the note to any of the outsiders; every one says it to the handling side, if `inside`. */
  async function silent(
    assert: Assert,
    paths: (one: Outsider) => string[],
    { inside = false, headers = {} as Record<string, string> } = {}
  ) {
    for (const one of desk.outsiders) {
      for (const path of paths(one)) {
        const { text, status } = await getAs(one.person, path, headers)
        assert.equal(status, 200, `${path} for ${one.who}`)
        assert.notMatch(text, LEAKS, `${path} for ${one.who}`)
      }
    }
    if (!inside) return
    for (const person of insiders()) {
      for (const path of paths(desk.outsiders[0])) {
        assert.include(await pick(getAs(person, path, headers), 'text'), SECRET, path)
      }
    }
  }

  test('by the ticket page, its file list and its history', async ({ assert }) => {
    await silent(
      assert,
      ({ ticket: { id } }) => [`/tickets/${id}?activity=all`, `/tickets/${id}?comments=all`],
      { inside: true }
    )
  })

  test('by the part of the page that is fetched again', async ({ assert }) => {
    await silent(assert, ({ ticket: { id } }) => [`/tickets/${id}`], {
      inside: true,
      headers: HTMX,
    })
  })

  test('by any figure beside the talk and the timeline', async ({ assert }) => {
    const { ticket, outsiders } = desk
    const count = (text: string) => />Conversation <span class="quiet">(\d*)</.exec(text)?.[1]
    for (const one of outsiders) {
      const { text } = await getAs(one.person, `/tickets/${one.ticket.id}`)
      assert.equal(count(text), '1', one.who)
      const { files, timeline } = await showTicket(one.ticket.id, one.person)
      const [{ public: most }] = await db
        .from('activities_in_full as activities')
        .where({ ticket_id: one.ticket.id, is_internal: false })
        .count('* as public')
      assert.lengthOf(files, 0)
      assert.equal(timeline.total, Number(most), one.who)
    }
    assert.equal(count(await pick(getAs(desk.ivan, `/tickets/${ticket.id}`), 'text')), '3')
    assert.deepInclude(ticket.$attributes, { commentCount: 1, attachmentCount: 0 })
  })

  test('by lists, cards, rows that are fetched again, and the preview', async ({ assert }) => {
    await silent(assert, () => ['/tickets?tab=all', '/tickets?tab=all&view=cards'])
    await silent(
      assert,
      ({ ticket: { id } }) => [`/tickets/rows?tab=all&shown=${id}`, `/tickets/${id}/preview`],
      { headers: HTMX }
    )
    const { text } = await getAs(desk.rosa, '/tickets?tab=all')
    assert.include(text, 'We look at it.', 'the newest public words')
  })

  test('by search, for the words or the name of the file', async ({ assert }) => {
    for (const one of desk.outsiders) {
      for (const words of [SECRET, SECRET_FILE, 'zebra', 'never pays']) {
        const path = `/tickets?tab=all&q=${encodeURIComponent(words)}`
        const { text, status } = await getAs(one.person, path)
        assert.equal(status, 200)
        assert.notInclude(text, `href="/tickets/${one.ticket.id}"`, `${words} for ${one.who}`)
      }
    }
  })

  test('by dashboard, inbox, notifications, trash and figures of the navigation', async ({
    assert,
  }) => {
    await silent(assert, () => [
      '/',
      '/approvals',
      '/notifications',
      '/trash',
      '/tickets?q=printer',
    ])
  })

  test('by the queue of their own department, or the page that explains a deadline', async ({
    assert,
  }) => {
    const { inge, igor, ticket } = desk
    for (const person of [inge, igor]) {
      const path = `/queue/${ticket.handlingDepartmentId}`
      for (const address of [path, `${path}/rows`]) {
        const { text, status } = await getAs(person, address)
        assert.isBelow(status, 400, address)
        assert.notMatch(text, LEAKS, address)
      }
    }
    await silent(assert, ({ ticket: { id } }) => [`/tickets/${id}/deadline`])
  })

  test('by the address of a file, its thumbnail or a part of it', async ({ assert }) => {
    for (const { who, person, ticket, fileId } of desk.outsiders) {
      const path = `/tickets/${ticket.id}/attachments/${fileId}`
      for (const address of [path, `${path}/thumbnail`, `/uploads/${fileId}`]) {
        assert.equal(await pick(getAs(person, address), 'status'), 404, `${address} for ${who}`)
      }
      assert.equal(await pick(getAs(person, path, { range: 'bytes=0-3' }), 'status'), 404)
      assert.equal(await pick(postAs(person, `${path}/remove`), 'status'), 404)
      await assert.rejects(() => findAttachment(ticket.id, fileId, person))
    }
    const path = `/tickets/${desk.ticket.id}/attachments/${desk.fileId}`
    for (const person of insiders()) {
      assert.equal(await pick(getAs(person, path), 'status'), 200)
      assert.equal(await pick(getAs(person, `${path}/thumbnail`), 'status'), 200)
    }
  })

  test('by a form that begins as a copy of the ticket', async ({ assert }) => {
    await silent(assert, ({ ticket: { id } }) => [`/tickets/new?from=${id}`])
    const rosa = desk.outsiders[0]
    const edit = await getAs(rosa.person, `/tickets/${rosa.ticket.id}/edit`)
    assert.equal(edit.status, 200)
    assert.notMatch(edit.text, LEAKS)
  })

  test('by a notification or delivery through any channel', async ({ assert }) => {
    const rows = await db
      .from('activities_in_full as activities')
      .leftJoin('notifications', 'notifications.activity_id', 'activities.id')
      .leftJoin('deliveries', (join) =>
        join
          .on('deliveries.notification_id', 'notifications.id')
          .orOn('deliveries.activity_id', 'activities.id')
      )
      .where('activities.is_internal', true)
      .select('notifications.user_id as told', 'deliveries.user_id as sent', 'deliveries.channel')
    const people = new Set(rows.flatMap(({ told, sent }) => [told, sent]).filter(Boolean))
    assert.deepEqual([...people], [desk.ida.id], 'whom the note names')
    assert.notInclude(
      rows.map(({ channel }) => channel),
      'telegram_group'
    )
  })

  test('by mail', async ({ assert }) => {
    const server = new MailServer()
    env.set('SMTP_URL', await server.start())
    try {
      await deliverDue()
    } finally {
      env.set('SMTP_URL', '')
      await server.stop()
    }
    for (const { who, person } of desk.outsiders) {
      const said = server
        .mailsTo(person.email)
        .map(({ subject, text, html }) => [subject, text, html])
      assert.notMatch(JSON.stringify(said), LEAKS, who)
    }
    assert.include(JSON.stringify(server.mailsTo(desk.rosa.email)), 'We look at it.')
    assert.include(JSON.stringify(server.mailsTo(desk.ida.email)), SECRET)
  })

  test('by a live event', async ({ assert }) => {
    const everybody = [...desk.outsiders.map(({ person }) => person), ...insiders()]
    for (const { who, person, ticket } of desk.outsiders) {
      const changed = { from: new Set<string>(), isNote: true }
      const told = await whoSees(
        new Map([[ticket.id, changed]]),
        everybody.map(({ id }) => id)
      )
      assert.notInclude(told.get(ticket.id) ?? [], person.id, who)
      for (const insider of insiders()) assert.include(told.get(ticket.id)!, insider.id)
    }
  })

  test('by a live event, not even who asked for it and does the work himself', async ({
    assert,
  }) => {
    const { ticket, rosa } = desk
    const changed = { ticket, before: { status: ticket.status, people: [rosa.id] } }
    assert.deepEqual(announcementOf(changed, { isInternal: true }), {
      ticket: ticket.id,
      note: true,
    })
    assert.deepEqual(announcementOf(changed, {}), { ticket: ticket.id, was: [rosa.id] })
  })

  test('by names offered for a note', async ({ assert }) => {
    for (const { who, person, ticket } of desk.outsiders) {
      const path = `/tickets/${ticket.id}/mentionable?q=i`
      assert.equal(await pick(getAs(person, `${path}&notes=1`, HTMX), 'status'), 403, who)
    }
    const path = `/tickets/${desk.ticket.id}/mentionable?q=`
    for (const name of ['rosa', 'wim', 'mona']) {
      const { text } = await getAs(desk.ivan, `${path}${name}&notes=1`, HTMX)
      assert.notInclude(text, `data-username="${name}"`)
    }
  })

  test('by writing one, answering one, editing one: refused in words, nothing changed', async ({
    assert,
  }) => {
    for (const { who, person, ticket, noteId } of desk.outsiders) {
      const comments = `/tickets/${ticket.id}/comments`
      const wrote = await postAs(person, comments, { body: 'kept words', is_internal: '1' })
      assert.equal(wrote.status, 403, who)
      assert.include(wrote.text, 'Internal notes are for the people who do the work.')
      const answers = [noteId, 99_999_999].map((parent_id) =>
        postAs(person, comments, { body: 'kept', parent_id })
      )
      const [known, unknown] = await Promise.all(answers)
      assert.deepEqual([known.status, unknown.status], [422, 422])
      assert.notMatch(known.text, /zebra/)
      assert.equal(await pick(getAs(person, `${comments}/${noteId}/edit`), 'status'), 404)
      assert.equal(
        await pick(postAs(person, `${comments}/${noteId}`, { body: 'x' }), 'status'),
        404
      )
    }
    assert.lengthOf(await db.from('comments').where('body', 'like', 'kept%'), 0)
  })

  test('by an answer to a mail, whoever sends it', async ({ assert }) => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    try {
      // The service of the page judges, as tested above: two of them are enough.
      for (const { who, person, ticket, noteId } of desk.outsiders.slice(2, 4)) {
        const { result } = await handleMail(await replyTo(ticket, person, { commentId: noteId }))
        assert.equal(result, 'refused', who)
      }
      const { ticket, noteId, ivan } = desk
      const text = `Agreed, zebra.\n\n> ${SECRET} he never pays`
      const mail = await replyTo(ticket, ivan, { commentId: noteId, text })
      assert.equal(await pick(handleMail(mail), 'result'), 'noted')
    } finally {
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
    await silent(assert, ({ ticket: { id } }) => [`/tickets/${id}?comments=all`])
  })

  test('by the order of lists, or a page grown stale', async ({ assert }) => {
    const { ticket, ivan, fileId, noteId } = desk
    await ticket.refresh()
    const before = JSON.stringify(ticket.$attributes)
    const path = `/tickets/${ticket.id}`
    const acts: [string, Record<string, string>][] = [
      [`${path}/comments`, { body: `${SECRET} again`, is_internal: '1' }],
      [`${path}/comments/${noteId}`, { body: `${SECRET} changed` }],
      [`${path}/attachments/${fileId}/remove`, {}],
    ]
    for (const [address, fields] of acts) {
      assert.equal(
        await pick(postAs(ivan, address, fields), 'status'),
        address.endsWith('remove') ? 303 : 302,
        address
      )
      await ticket.refresh()
      assert.equal(JSON.stringify(ticket.$attributes), before, address)
    }
  })
})
