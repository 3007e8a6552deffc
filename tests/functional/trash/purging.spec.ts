import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import { NotFound, type Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { handleMail } from '#services/inbound/handle_mail'
import { deactivatePerson } from '#services/people/deactivate_person'
import { DEFAULTS, forgetSettings } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import { followUp } from '#services/tickets/follow_up'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { purgeOverdue } from '#services/trash/purge_overdue'
import { purgeTicket } from '#services/trash/purge_ticket'
import { removePurgedFiles } from '#services/trash/remove_purged_files'
import { getAs, pick } from '#tests/support/answers'
import { linkFor } from '#tests/support/decision_links'
import { told } from '#tests/support/events'
import { makeCast, type Cast } from '#tests/support/people'
import { replyTo } from '#tests/support/replies'
import { shareDesk } from '#tests/support/shared_desk'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit, Visitor } from '#tests/support/visitor'

const as = (by: User) => ({ by, channel: 'web' as const })
const isThere = async (id: number) => (await Ticket.find(id)) !== null

test.group('Purging', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    return () => {
      clock.goOn()
      forgetSettings()
    }
  })

  async function trashed(by: User = cast.maria) {
    const ticket = await ask(by)
    await trashTicket(ticket.id, as(cast.admin))
    return ticket
  }

  test('is asked twice: a page names what goes, and then it goes', async ({ assert }) => {
    const ticket = await trashed()
    await db.table('attachments').insert({
      ticket_id: ticket.id,
      uploader_id: cast.maria.id,
      kind: 'brief',
      drive_key: 'attachments/none',
      name: 'plan.txt',
      mime: 'text/plain',
      bytes: 2_500_000,
      sha256: '0'.repeat(64),
      created_at: new Date(),
    })
    const admin = await visit(cast.admin)
    const back = '/trash?q=banner&page=1'
    const asked = await admin.post('/trash/purge', { 'tickets[]': [ticket.id], back })
    assert.equal(asked.status, 303)
    assert.isTrue(await isThere(ticket.id))
    const page = await admin.get(asked.location!)
    assert.include(page.text, ticket.title)
    assert.include(page.text, '2.5 MB')
    assert.include(page.text, 'Purge this ticket')
    const form = { tickets: ticket.id, back, confirmed: 1 }
    const answer = await admin.post('/trash/purge', form)
    assert.deepInclude(answer, { status: 303, location: back })
    assert.isFalse(await isThere(ticket.id))
    assert.include(await pick(admin.get(back), 'text'), `#${ticket.id} is purged.`)
    const again = await admin.post('/trash/purge', form)
    assert.equal(again.status, 303)
    const said = await pick(admin.get('/trash'), 'text')
    assert.include(said, `#${ticket.id}: It is gone, or it is not yours to see.`)
    const gone = await admin.get(`/trash/purge?tickets=${ticket.id}`)
    assert.include(gone.text, 'None of these is in the trash any more')
    await assert.rejects(() => purgeTicket(ticket.id, as(cast.admin)), NotFound as any)
  })

  test('is for admins, and for what lies in the trash', async ({ assert }) => {
    const [live, put] = [await ask(cast.maria), await trashed()]
    const ana = await visit(cast.ana)
    const fields = { tickets: put.id, confirmed: 1 }
    assert.equal(await pick(ana.post('/trash/purge', fields), 'status'), 403)
    assert.equal(await pick(ana.get(`/trash/purge?tickets=${put.id}`), 'status'), 403)
    assert.notInclude(await pick(ana.get('/trash'), 'text'), 'formaction="/trash/purge"')
    const why = async (id: number, by: User) =>
      purgeTicket(id, as(by)).then(
        () => 'purged',
        (error: Refusal) => `${error.status} ${error.key}`
      )
    assert.equal(await why(put.id, cast.ana), '403 admins_only')
    assert.equal(await why(put.id, cast.rico), '404 not_found')
    assert.equal(await why(live.id, cast.rico), '404 not_found')
    assert.equal(await why(live.id, cast.admin), '409 trash.not_in_trash')
    const admin = await visit(cast.admin)
    await admin.post('/trash/purge', { tickets: `${live.id},${put.id}`, confirmed: 1 })
    const said = await pick(admin.get('/trash'), 'text')
    assert.include(said, `#${put.id} is purged.`)
    assert.include(said, `#${live.id} is not in the trash.`)
    assert.isTrue(await isThere(live.id))
    for (const tickets of ['x', '1;2', '99999999999', '-1'])
      assert.equal(await pick(admin.get(`/trash/purge?tickets=${tickets}`), 'status'), 422, tickets)
  })

  test('waits for what is being told of the ticket right now', async ({ assert }) => {
    const ticket = await trashed()
    const mine = db.from('deliveries').where('ticket_id', ticket.id)
    const soon = clock.now().plus({ seconds: 60 }).toJSDate()
    await mine.clone().update({ state: 'sending', leased_until: soon })
    const purge = () => purgeTicket(ticket.id, as(cast.admin))
    await assert.rejects(purge, /being told of #\d+ right now/)
    assert.isTrue(await isThere(ticket.id))
    clock.moveTo(clock.now().plus({ minutes: 2 }))
    await purge()
    assert.lengthOf(await mine, 0)
  })

  test('a file that stayed behind goes with the next sweep, once', async ({ assert }) => {
    const line = { kind: 'blob', key: 'attachments/0/gone', next_try_at: clock.now().toJSDate() }
    await db.table('purged_files').multiInsert([line, { ...line, kind: 'mail', key: '999999' }])
    assert.equal(await removePurgedFiles(), 2)
    assert.equal(await removePurgedFiles(), 0)
  })

  test('by itself: what lay there longer than the setting, by the system, once', async ({
    assert,
  }) => {
    const [old, young] = [await trashed(), await trashed()]
    const days = (count: number) => clock.now().minus({ days: count }).toJSDate()
    await db
      .from('tickets')
      .where('id', old.id)
      .update({ deleted_at: days(31) })
    await db
      .from('tickets')
      .where('id', young.id)
      .update({ deleted_at: days(29) })
    assert.deepEqual(await purgeOverdue(), [], 'never, unless somebody says so')
    await saveSettings({ ...DEFAULTS, trashDays: 30 }, as(cast.admin))
    const page = await getAs(cast.ana, '/trash')
    assert.include(page.text, 'What lies here longer than 30 days is purged by itself.')
    assert.match(page.text, /purged on \w{3} \d/)
    assert.deepEqual(await purgeOverdue(), [old.id])
    assert.deepEqual(await purgeOverdue(), [])
    assert.isTrue(await isThere(young.id))
    const event = await db.from('audit_events').where('action', 'ticket_purged').firstOrFail()
    assert.include(event, { actor_id: null, subject_id: String(old.id) })
    assert.equal(event.subject_label, `#${old.id}`)
  })

  test('by itself: those that cannot go now stop none behind them', async ({ assert }) => {
    const held = [await trashed(), await trashed()]
    const free = await trashed()
    const ids = held.map(({ id }) => id)
    const soon = clock.now().plus({ years: 1 }).toJSDate()
    await db
      .from('deliveries')
      .whereIn('ticket_id', ids)
      .update({ state: 'sending', leased_until: soon })
    const all = db.from('tickets').whereNotNull('deleted_at')
    await all.clone().update({ deleted_at: db.raw(`now() - interval '40 days'`) })
    await saveSettings({ ...DEFAULTS, trashDays: 30 }, as(cast.admin))
    assert.deepEqual(await purgeOverdue(undefined, 1), [free.id])
    assert.lengthOf(await all, held.length)
  })
})

test.group('Coming back from the trash', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('asks the waiting step anew: new mails, new links, old ones say so', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const link = await linkFor(cast.ana, ticket)
    await trashTicket(ticket.id, as(cast.maria))
    const stranger = new Visitor()
    assert.include(await pick(stranger.get(link), 'text'), 'The request was taken back')
    await restoreTicket(ticket.id, as(cast.admin))
    const requests = await db
      .from('deliveries')
      .where({ ticket_id: ticket.id, user_id: cast.ana.id, kind: 'new_request', channel: 'email' })
      .orderBy('id')
    assert.lengthOf(requests, 2)
    assert.equal(requests[1].state, 'waiting')
    const old = await stranger.get(link)
    assert.include(old.text, 'The request was taken back')
    const fresh = await stranger.get(await linkFor(cast.ana, ticket))
    assert.include(fresh.text, 'name="decision"')
  })

  test('tells the handling managers who left meanwhile', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    await trashTicket(ticket.id, as(cast.admin))
    await deactivatePerson(cast.kim.id, {}, as(cast.admin))
    assert.deepEqual(await told(ticket.id, 'assignee_left'), [])
    await restoreTicket(ticket.id, as(cast.ana))
    assert.deepEqual(await told(ticket.id, 'assignee_left'), [cast.ben.id])
  })
})

test.group('Merged tickets and follow-ups', (group) => {
  let cast: SupportCast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    cast = await makeSupportCast()
    return () => {
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
  })

  test('stand as before when the other one is purged', async ({ assert }) => {
    const { rosa, ida, olga } = cast
    const [source, target] = [await supportAt('open', cast), await askSupport(rosa)]
    await mergeTickets(source.id, { intoId: target.id }, as(ida))
    const closed = await supportAt('closed', cast)
    const next = await followUp(closed.id, { body: 'Again.' }, as(rosa))
    for (const { id } of [target, closed]) {
      await trashTicket(id, as(olga))
      await purgeTicket(id, as(olga))
    }
    assert.isNull(await pick(source.refresh(), 'mergedInto'))
    for (const { id } of [source, next])
      assert.equal(await pick(getAs(rosa, `/tickets/${id}`), 'status'), 200)
    assert.lengthOf(await db.from('ticket_links').where('from_ticket_id', next.id), 0)
    await db.from('activities').where('ticket_id', closed.id).firstOrFail()
  })

  test('a reply by mail is not lost when that other one is in the trash', async ({ assert }) => {
    const { rosa, ida, olga } = cast
    const [source, target] = [await supportAt('open', cast), await askSupport(rosa)]
    await mergeTickets(source.id, { intoId: target.id }, as(ida))
    await trashTicket(target.id, as(olga))
    const outcome = await handleMail(await replyTo(source, rosa, { text: 'Any news?' }))
    assert.equal(outcome.result, 'followed_up')
    const made = await Ticket.query().orderBy('id', 'desc').firstOrFail()
    assert.equal(made.description, 'Any news?')
    const link = await db.from('ticket_links').where('from_ticket_id', made.id).firstOrFail()
    assert.equal(link.to_ticket_id, source.id)
  })
})
