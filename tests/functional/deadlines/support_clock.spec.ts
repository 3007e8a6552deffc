import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import Department from '#models/department'
import Ticket from '#models/ticket'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { explainDeadline } from '#services/deadlines/explain_deadline'
import { assignTicket } from '#services/tickets/assign_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { unassignTicket } from '#services/tickets/unassign_ticket'
import { timeWords } from '#services/words/time_words'
import { askSupport, makeSupportCast, type SupportCast } from '#tests/support/support_desk'
import { move } from '#tests/support/tickets'

const DAY = [{ from: '09:00', to: '17:00' }]
const WEEK = { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY }

/** Times in Berlin, where the IT of these tests works. */
const at = (iso: string) => DateTime.fromISO(iso, { zone: 'Europe/Berlin' })
const go = (iso: string) => clock.freeze(at(iso))

test.group('The clock of a support ticket', (group) => {
  let cast: SupportCast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    go('2026-03-02T08:00')
    cast = await makeSupportCast()
    return () => clock.goOn()
  })

  async function works(name: string, hours: object | null, zone = 'Europe/Berlin') {
    const department = await Department.findByOrFail('name', name)
    const values = { working_hours: hours && JSON.stringify(hours), time_zone: zone }
    await db.from('departments').where('id', department.id).update(values)
    return department
  }

  /** The deadline in Berlin, and what the page adds up to. */
  async function deadlineOf({ id }: Ticket): Promise<string | null> {
    const ticket = await Ticket.findOrFail(id)
    const i18n = i18nManager.locale('en')
    const words = { i18n, times: timeWords('Europe/Berlin', i18n) }
    const explained = await explainDeadline(ticket, words)
    const [total] = explained!.rows.filter((row) => row.label === 'Deadline')
    const shown = ticket.deadlineAt?.setZone('Europe/Berlin')
    if (total) {
      const written = DateTime.fromFormat(total.value, "'= 'ccc d LLL yyyy, HH:mm", {
        zone: 'Europe/Berlin',
      })
      if (written.toMillis() !== shown!.startOf('minute').toMillis())
        throw new Error(`the page says ${total.value}, not ${shown}`)
    }
    return shown?.toFormat('ccc d LLL HH:mm') ?? null
  }

  async function answered(ticket: Ticket) {
    return addComment(ticket.id, { body: 'The left one.' }, { by: cast.rosa, channel: 'web' })
  }

  test('starts with the ticket, for the first answer too; nobody who is assigned restarts it', async ({
    assert,
  }) => {
    go('2026-03-05T10:00')
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    assert.equal(await deadlineOf(ticket), 'Thu 5 Mar 18:00')
    assert.equal(+ticket.responseDueAt!, +at('2026-03-05T12:00'))
    go('2026-03-05T11:00')
    const form = { assigneeId: cast.ida.id }
    await assignTicket(ticket.id, form, { by: cast.ivan, channel: 'web' })
    await unassignTicket(ticket.id, {}, { by: cast.ivan, channel: 'web' })
    await assignTicket(ticket.id, form, { by: cast.ivan, channel: 'web' })
    assert.equal(await deadlineOf(ticket), 'Thu 5 Mar 18:00')
    await ticket.refresh()
    assert.equal(+ticket.clockStartedAt!, +at('2026-03-05T10:00'))
  })

  test('a pause over a weekend', async ({ assert }) => {
    await works('IT', WEEK)
    go('2026-03-06T10:00')
    // 8 h: 7 on Friday until 17:00, one on Monday.
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    assert.equal(await deadlineOf(ticket), 'Mon 9 Mar 10:00')
    go('2026-03-06T16:00')
    await move(cast.ida, ticket, 'ask_requester', { note: 'Which till?' })
    assert.isNull(await deadlineOf(ticket))
    await ticket.refresh()
    assert.isNotNull(ticket.pausedAt)
    // 6 h were used; 2 h are left from Monday 10:00 on.
    go('2026-03-09T10:00')
    await answered(ticket)
    assert.equal(await deadlineOf(ticket), 'Mon 9 Mar 12:00')
    await ticket.refresh()
    assert.equal(ticket.pausedSeconds, 66 * 3600)
  })

  test('a holiday', async ({ assert }) => {
    const it = await works('IT', WEEK)
    await db
      .table('holidays')
      .insert({ department_id: it.id, day: '2026-05-01', name: 'Labour Day' })
    go('2026-04-30T14:00')
    // 3 h on Thursday, 5 h on Monday; Friday is a holiday.
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    assert.equal(await deadlineOf(ticket), 'Mon 4 May 14:00')
    assert.equal(+ticket.responseDueAt!, +at('2026-04-30T16:00'))
  })

  /** [zone, start, pause, end of the pause, deadline], all in that zone; 24 h round the clock. */
  const CHANGES = [
    // 2 h, then a pause of 6 h (the night has 23); 22 h are left from 05:00 on.
    ['Europe/Berlin', '2026-03-28T20:00', '2026-03-28T22:00', '2026-03-29T05:00', '2026-03-30T03:00'],
    ['Europe/Berlin', '2026-10-24T20:00', '2026-10-24T22:00', '2026-10-25T05:00', '2026-10-26T03:00'],
    // Half an hour each way: 4 h before the pause, 20 h after it.
    ['Australia/Lord_Howe', '2026-10-03T20:00', '2026-10-04T00:00', '2026-10-04T01:00', '2026-10-04T21:30'],
    ['Australia/Lord_Howe', '2026-04-04T20:00', '2026-04-05T00:00', '2026-04-05T01:00', '2026-04-05T20:30'],
  ] as const // prettier-ignore

  test('clocks that change in {0} after {1}')
    .with([...CHANGES])
    .run(async ({ assert }, [zone, ...moments]) => {
      const [start, pause, on, end] = moments.map((iso) => DateTime.fromISO(iso, { zone }))
      await works('IT', null, zone)
      clock.freeze(start)
      const ticket = await askSupport(cast.rosa, { priority: 'medium' })
      clock.freeze(pause)
      await move(cast.ida, ticket, 'hold', { note: 'A part is on its way.' })
      clock.freeze(on)
      await move(cast.ida, ticket, 'resume')
      await ticket.refresh()
      assert.equal(ticket.deadlineAt!.toUTC().toISO(), end.toUTC().toISO())
    })

  test('a priority change counts from the same start, without the pauses', async ({ assert }) => {
    await works('IT', WEEK)
    go('2026-03-05T09:00')
    const ticket = await askSupport(cast.rosa, { priority: 'medium' })
    // 24 h are three days of eight.
    assert.equal(await deadlineOf(ticket), 'Mon 9 Mar 17:00')
    go('2026-03-05T11:00')
    await move(cast.ida, ticket, 'ask_requester', { note: 'Which till?' })
    go('2026-03-05T14:00')
    await answered(ticket)
    assert.equal(await deadlineOf(ticket), 'Tue 10 Mar 12:00')
    await setPriority(ticket.id, { priority: 'high' }, { by: cast.ida, channel: 'web' })
    // 8 h from 09:00 and 3 h of pause.
    assert.equal(await deadlineOf(ticket), 'Fri 6 Mar 12:00')
  })

  test('another department counts by its own hours', async ({ assert }) => {
    await works('IT', WEEK)
    const care = await works('Customer Care', { 6: [{ from: '10:00', to: '14:00' }] })
    go('2026-03-05T16:00')
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    assert.equal(await deadlineOf(ticket), 'Fri 6 Mar 16:00')
    const form = { departmentId: care.id, reason: 'A question of billing.' }
    await transferTicket(ticket.id, form, { by: cast.ida, channel: 'web' })
    // 4 h on this Saturday and 4 h on the next.
    assert.equal(await deadlineOf(ticket), 'Sat 14 Mar 14:00')
    await ticket.refresh()
    assert.equal(+ticket.responseDueAt!, +at('2026-03-07T12:00'))
  })

  test('days in resolved do not count when it is opened again', async ({ assert }) => {
    await works('IT', WEEK)
    go('2026-03-02T09:00')
    const ticket = await askSupport(cast.rosa, { priority: 'medium' })
    assert.equal(await deadlineOf(ticket), 'Wed 4 Mar 17:00')
    go('2026-03-02T15:00')
    await move(cast.ida, ticket, 'resolve', { note: 'A new cable.' })
    assert.equal(await deadlineOf(ticket), 'Wed 4 Mar 17:00')
    go('2026-03-05T09:00')
    await move(cast.rosa, ticket, 'reopen', { note: 'It is back.' })
    // 6 h were used; 18 h from Thursday on.
    assert.equal(await deadlineOf(ticket), 'Mon 9 Mar 11:00')
  })

  test('a priority that changed in resolved counts once it is opened again', async ({ assert }) => {
    await works('IT', WEEK)
    go('2026-03-02T09:00')
    const ticket = await askSupport(cast.rosa, { priority: 'medium' })
    go('2026-03-02T15:00')
    await move(cast.ida, ticket, 'resolve', { note: 'A new cable.' })
    await setPriority(ticket.id, { priority: 'high' }, { by: cast.ida, channel: 'web' })
    assert.equal(await deadlineOf(ticket), 'Wed 4 Mar 17:00')
    go('2026-03-05T09:00')
    await move(cast.rosa, ticket, 'reopen', { note: 'It is back.' })
    // Of 8 h 6 were used; 2 h from Thursday on.
    assert.equal(await deadlineOf(ticket), 'Thu 5 Mar 11:00')
  })

  test('paused when late it stays late; resolved while it stands still it was kept', async ({
    assert,
  }) => {
    go('2026-03-05T09:00')
    const late = await askSupport(cast.rosa, { priority: 'urgent' })
    const kept = await askSupport(cast.rosa, { priority: 'urgent' })
    go('2026-03-05T10:30')
    await move(cast.ida, kept, 'hold', { note: 'A part is on its way.' })
    go('2026-03-05T13:00')
    await move(cast.ida, late, 'hold', { note: 'A part is on its way.' })
    assert.equal(await deadlineOf(late), 'Thu 5 Mar 11:00')
    await move(cast.ida, kept, 'resolve', { note: 'It came.' })
    assert.equal(await deadlineOf(kept), 'Thu 5 Mar 13:30')
    await move(cast.ida, late, 'resume')
    assert.equal(await deadlineOf(late), 'Thu 5 Mar 11:00')
  })

  test('rules that change count for clocks that start from then on', async ({ assert }) => {
    go('2026-03-05T09:00')
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    await db
      .from('deadline_rules')
      .where({ workflow: 'support', priority: 'high' })
      .update({ hours: 4 })
    go('2026-03-05T10:00')
    await move(cast.ida, ticket, 'hold', { note: 'A part is on its way.' })
    go('2026-03-05T11:00')
    await move(cast.ida, ticket, 'resume')
    assert.equal(await deadlineOf(ticket), 'Thu 5 Mar 18:00')
    assert.equal(
      await deadlineOf(await askSupport(cast.rosa, { priority: 'high' })),
      'Thu 5 Mar 15:00'
    )
  })

  test('the first answer stays due as it was once it is given', async ({ assert }) => {
    go('2026-03-05T09:00')
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    go('2026-03-05T10:00')
    await move(cast.ida, ticket, 'ask_requester', { note: 'Which till?' })
    await setPriority(ticket.id, { priority: 'urgent' }, { by: cast.ida, channel: 'web' })
    await ticket.refresh()
    assert.equal(+ticket.responseDueAt!, +at('2026-03-05T11:00'))
    assert.equal(+ticket.firstResponseAt!, +at('2026-03-05T10:00'))
  })
})
