import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import watchDeadlines from '#jobs/watch_deadlines'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { closeResolved } from '#services/deadlines/close_resolved'
import { watchTickets } from '#services/deadlines/watch_tickets'
import { asTheOnlyDemo } from '#services/demo/one_demo'
import { DEFAULTS, forgetSettings } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'
import { move } from '#tests/support/tickets'
import { lastActivity, told } from '#tests/support/told'

/** A Wednesday morning; everybody lives in UTC here. */
const MORNING = DateTime.fromISO('2026-03-04T09:00:00Z')

test.group('Timers of the support desk', (group) => {
  let cast: SupportCast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    clock.freeze(MORNING)
    cast = await makeSupportCast()
    return () => {
      clock.goOn()
      forgetSettings()
    }
  })

  const at = async (hours: number) => {
    clock.freeze(MORNING.plus({ hours }))
    await watchTickets()
    await watchTickets()
  }

  test('the first answer: near to the managers, late to them, then every six hours by day', async ({
    assert,
  }) => {
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    await at(1.4)
    assert.isEmpty(await told(ticket.id, 'response_near'))
    // A fifth of 2 h is less than 30 minutes.
    await at(1.5)
    assert.deepEqual(await told(ticket.id, 'response_near'), [cast.ivan.id])
    await at(2)
    assert.deepEqual(await told(ticket.id, 'response_overdue'), [cast.ivan.id])
    for (const hours of [2.5, 7.9, 8, 11.5, 14, 22.9, 23, 26]) await at(hours)
    // 11:00, 17:00, then night until 08:00.
    assert.lengthOf(await told(ticket.id, 'response_overdue'), 3)
    await addComment(ticket.id, { body: 'On it.' }, { by: cast.ida, channel: 'web' })
    await at(40)
    assert.lengthOf(await told(ticket.id, 'response_overdue'), 3)
  })

  test('an assignee hears of it himself; half an hour is not near from the start on', async ({
    assert,
  }) => {
    const ticket = await askSupport(cast.rosa, { priority: 'urgent' })
    await move(cast.ida, ticket, 'take')
    await at(0)
    assert.isEmpty(await told(ticket.id, 'response_near'))
    await at(0.25)
    assert.deepEqual(await told(ticket.id, 'response_near'), [cast.ida.id])
    await at(0.5)
    assert.sameMembers(await told(ticket.id, 'response_overdue'), [cast.ida.id, cast.ivan.id])
  })

  test('who asked is not told that his own answer is late; admins are, if he is the only manager', async ({
    assert,
  }) => {
    const ticket = await askSupport(cast.ivan, { priority: 'urgent' })
    await at(1)
    assert.notInclude(await told(ticket.id, 'response_overdue'), cast.ivan.id)
    assert.include(await told(ticket.id, 'response_overdue'), cast.olga.id)
  })

  test('a clock that stands still warns nobody, near or late; when it goes on, it does once', async ({
    assert,
  }) => {
    const ticket = await askSupport(cast.rosa, { priority: 'urgent' })
    await move(cast.ida, ticket, 'start')
    clock.freeze(MORNING.plus({ hours: 1 }))
    await move(cast.ida, ticket, 'hold', { note: 'A part is on its way.' })
    await at(30)
    assert.isEmpty([...(await told(ticket.id, 'deadline')), ...(await told(ticket.id, 'overdue'))])
    await move(cast.ida, ticket, 'resume')
    await at(30.5)
    assert.deepEqual(await told(ticket.id, 'deadline'), [cast.ida.id])
    // It stops and goes on again: the same warning is not given a second time within hours.
    await move(cast.ida, ticket, 'hold', { note: 'Another one.' })
    clock.freeze(MORNING.plus({ hours: 31 }))
    await move(cast.ida, ticket, 'resume')
    await at(31.2)
    assert.deepEqual(await told(ticket.id, 'deadline'), [cast.ida.id])
    await at(31.6)
    const late = await told(ticket.id, 'overdue')
    assert.sameMembers(late, [cast.ida.id, cast.ivan.id, cast.rosa.id])
    await move(cast.ida, ticket, 'hold', { note: 'And another one.' })
    await at(48)
    assert.lengthOf(await told(ticket.id, 'overdue'), 3)
  })

  test('near is a fifth of the working time, not of the nights between', async ({ assert }) => {
    const hours = Object.fromEntries(
      [3, 4, 5].map((day) => [day, [{ from: '09:00', to: '13:00' }]])
    )
    await db
      .from('departments')
      .where('name', 'IT')
      .update({ working_hours: JSON.stringify(hours), time_zone: 'UTC' })
    // 8 h: Wednesday 09–13, Thursday 09–13. 1.6 h are left on Thursday at 11:24.
    const ticket = await supportAt('taken', cast, { priority: 'high' })
    await at(26.3)
    assert.isEmpty(await told(ticket.id, 'deadline'))
    await at(26.4)
    assert.deepEqual(await told(ticket.id, 'deadline'), [cast.ida.id])
  })

  test('a resolved ticket is closed after seven days by the desk, and tells it', async ({
    assert,
  }) => {
    const ticket = await supportAt('resolved', cast)
    const trashed = await supportAt('resolved', cast)
    await db.from('tickets').where('id', trashed.id).update({ deleted_at: clock.now().toJSDate() })
    clock.freeze(MORNING.plus({ days: 6, hours: 23 }))
    assert.equal(await closeResolved(), 0)
    clock.freeze(MORNING.plus({ days: 7, minutes: 1 }))
    assert.equal(await closeResolved(), 1)
    assert.equal(await closeResolved(), 0)
    await ticket.refresh()
    assert.equal(ticket.status, 'closed')
    assert.isNotNull(ticket.closedAt)
    const activity = await lastActivity(ticket.id)
    assert.deepInclude(activity, { action: 'closed', channel: 'system', actor_id: null })
    assert.sameMembers(await told(ticket.id, 'closed'), [cast.rosa.id, cast.ida.id])
  })

  test('nothing is judged by the clock while a demo organisation writes its past', async ({
    assert,
  }) => {
    const ticket = await supportAt('resolved', cast)
    const look = async () => {
      await watchDeadlines.run(new AbortController().signal)
      await ticket.refresh()
      return ticket.status
    }
    clock.freeze(MORNING.plus({ days: 8 }))
    const second = () => asTheOnlyDemo(async () => 'made')
    const meanwhile = await asTheOnlyDemo(async () => [await look(), await second()])
    assert.deepEqual(meanwhile, ['resolved', null])
    assert.equal(await look(), 'closed')
  })

  test('one that was opened again begins anew; 0 days is never', async ({ assert }) => {
    const ticket = await supportAt('resolved', cast)
    clock.freeze(MORNING.plus({ days: 5 }))
    await move(cast.rosa, ticket, 'reopen', { note: 'It is back.' })
    await move(cast.ida, ticket, 'resolve', { note: 'Another cable.' })
    clock.freeze(MORNING.plus({ days: 8 }))
    assert.equal(await closeResolved(), 0)
    await saveSettings({ ...DEFAULTS, closeAfterDays: 0 }, { by: cast.olga, channel: 'web' })
    clock.freeze(MORNING.plus({ days: 80 }))
    assert.equal(await closeResolved(), 0)
    await saveSettings({ ...DEFAULTS, closeAfterDays: 30 }, { by: cast.olga, channel: 'web' })
    assert.equal(await closeResolved(), 1)
  })
})
