import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { recountDeadlines } from '#services/calendars/recount_deadlines'
import env from '#start/env'
import clock from '#services/clock'
import { confirmUnanswered } from '#services/deadlines/confirm_unanswered'
import { closeResolved } from '#services/deadlines/close_resolved'
import { watchTickets } from '#services/deadlines/watch_tickets'
import { planReports } from '#services/subscriptions/plan_reports'
import { subscribe } from '#services/subscriptions/subscribe'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { askSupport, supportAt } from '#tests/support/support_desk'
import { ticketAt } from '#tests/support/tickets'

const MORNING = DateTime.fromISO('2026-03-04T09:00:00Z')

test.group('Reminders with several workers', (group) => {
  let desk: FreshDatabase
  let cast: Cast
  group.setup(async () => {
    desk = await makeFreshDatabase()
    const goBack = await useDatabase(desk.url)
    clock.freeze(MORNING)
    cast = await makeCast()
    return async () => {
      clock.goOn()
      await goBack()
      await desk.drop()
    }
  })

  test('each occurrence is told once: two at once, again, and after a restart', async ({
    assert,
  }) => {
    const [late, still, done] = [
      await ticketAt('assigned', cast),
      await ticketAt('in_progress', cast),
      await ticketAt('completed', cast),
    ]
    const support = {
      rosa: await makePerson({ username: 'rosa', department: 'Sales' }),
      ivan: await makePerson({ username: 'ivan', role: 'manager', department: 'IT' }),
      ida: await makePerson({ username: 'ida', department: 'IT' }),
    }
    const silent = await askSupport(support.rosa, { priority: 'high' })
    const solved = await supportAt('resolved', support)
    /** Every six hours from the third day on, when all of them have something to say. */
    for (let hours = 73; hours < 73 + 48; hours += 6) {
      clock.freeze(MORNING.plus({ hours }))
      await Promise.all([watchTickets(), watchTickets(), watchTickets(), confirmUnanswered()])
      await watchTickets()
    }
    const rows = await desk.rows(
      `select ticket_id, kind, user_id, event_key, count(*)::int from notifications
       where kind in ('overdue', 'idle', 'unconfirmed', 'deadline', 'response_near', 'response_overdue') group by 1, 2, 3, 4`
    )
    assert.isTrue(rows.every(({ count }) => count === 1))
    const countOf = (ticketId: number, kind: string, userId: number) =>
      rows.filter(
        (row) => row.ticket_id === ticketId && row.kind === kind && row.user_id === userId
      ).length
    // 10:00 and 16:00 UTC on two days, and 22:00 on neither; the first at once.
    assert.equal(countOf(late.id, 'overdue', cast.kim.id), 4)
    assert.equal(countOf(still.id, 'idle', cast.kim.id), 2)
    assert.equal(countOf(done.id, 'unconfirmed', cast.maria.id), 1)
    // Near passed while nobody looked; late from 11:00 on the first day, told at 10:00 on the third.
    assert.equal(countOf(silent.id, 'response_overdue', support.ivan.id), 4)
    clock.freeze(MORNING.plus({ days: 7, hours: 1 }))
    const closed = await Promise.all([closeResolved(), closeResolved(), closeResolved()])
    assert.equal(
      closed.reduce((sum, one) => sum + one, 0),
      1
    )
    const closings = await desk.rows(
      `select ticket_id, channel from activities where action = 'closed'`
    )
    assert.deepEqual(closings, [{ ticket_id: solved.id, channel: 'system' }])
    await desk.rows(
      `update departments set working_hours = '{"4": [{"from": "09:00", "to": "17:00"}]}', time_zone = 'UTC',
         calendar_version = 1, calendar_changed_at = '${MORNING.toISO()}', recount_after = 0 where name = 'IT'`
    )
    const moved = await Promise.all([recountDeadlines(), recountDeadlines()])
    assert.equal(moved[0] + moved[1], 1)
    assert.deepEqual(
      await desk.rows(`select ticket_id from activities where action = 'deadline_moved'`),
      [{ ticket_id: silent.id }]
    )
    const [{ count }] = await desk.rows(
      `select count(*)::int from (select 1 from deliveries group by event_key, user_id, channel having count(*) > 1) twice`
    )
    assert.equal(count, 0)
  })

  test('each report is written once for its day, however many workers plan', async ({ assert }) => {
    const telegram = { TELEGRAM_BOT_TOKEN: '1:x', TELEGRAM_GROUP_CHAT_ID: '-1' }
    for (const [name, value] of Object.entries(telegram)) env.set(name, value)
    for (const person of [cast.ana, cast.ben, cast.maria]) {
      await subscribe({ kind: 'daily_report' }, { by: person, channel: 'web', address: '' })
    }
    for (let day = 0; day < 3; day += 1) {
      clock.freeze(clock.now().plus({ days: 1 }))
      await Promise.all([planReports(), planReports(), planReports(), planReports()])
    }
    for (const name of Object.keys(telegram)) env.set(name, '')
    const rows = await desk.rows(
      `select details ->> 'day' as day, channel, count(*)::int from deliveries
       where event_key like 'report:%' group by 1, 2 order by 1, 2`
    )
    assert.deepEqual(
      rows.map(({ channel, count }) => `${channel} ${count}`),
      Array.from({ length: 3 }, () => ['email 3', 'telegram_group 1']).flat()
    )
  })
})
