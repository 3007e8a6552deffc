import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import User from '#models/user'
import clock from '#services/clock'
import { noteIdle } from '#services/deadlines/note_idle'
import { noteNearDeadlines } from '#services/deadlines/note_near_deadlines'
import { noteOverdue } from '#services/deadlines/note_overdue'
import { noteUnconfirmed } from '#services/deadlines/note_unconfirmed'
import { tidyUpDesk } from '#services/deadlines/tidy_up_desk'
import { watchTickets } from '#services/deadlines/watch_tickets'
import { addComment } from '#services/comments/add_comment'
import { assignTicket } from '#services/tickets/assign_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { move, ticketAt } from '#tests/support/tickets'

/** A Wednesday morning; everybody lives in UTC here. */
const MORNING = DateTime.fromISO('2026-03-04T09:00:00Z')

test.group('Timers', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    clock.freeze(MORNING)
    cast = await makeCast()
    return cast
  })
  group.each.setup(() => void clock.freeze(MORNING))

  const at = (hours: number) => clock.freeze(MORNING.plus({ hours }))

  async function told(ticket: Ticket, kind: string) {
    const rows = await db
      .from('notifications as n')
      .join('deliveries as d', 'd.notification_id', 'n.id')
      .where({ 'n.ticket_id': ticket.id, 'n.kind': kind })
      .orderBy('n.id')
      .select('n.user_id')
    return rows.map((row) => row.user_id)
  }

  async function counted(ticket: Ticket, kind: string, user: User) {
    const ids = await told(ticket, kind)
    return ids.filter((id) => id === user.id).length
  }

  async function assigned() {
    const ticket = await ticketAt('approved', cast)
    await assignTicket(
      ticket.id,
      { assigneeId: cast.kim.id, collaboratorIds: [cast.joy.id] },
      { by: cast.ben, channel: 'web' }
    )
    return ticket
  }

  test('a near deadline is told once, when a fifth of its time is left', async ({ assert }) => {
    const ticket = await assigned()
    at(57)
    await watchTickets()
    assert.isEmpty(await told(ticket, 'deadline'))
    at(58)
    await watchTickets()
    await watchTickets()
    assert.sameMembers(await told(ticket, 'deadline'), [cast.kim.id, cast.joy.id])
    at(71)
    await watchTickets()
    assert.lengthOf(await told(ticket, 'deadline'), 2)
  })

  test('a kind of reminder that fails holds up none of the others', async ({ assert }) => {
    const ticket = await assigned()
    at(58)
    const failing: typeof noteNearDeadlines = async (trx) => {
      await trx.rawQuery('select 1 / 0')
      return 0
    }
    await assert.rejects(() => watchTickets([failing, noteNearDeadlines]), /division by zero/)
    assert.lengthOf(await told(ticket, 'deadline'), 2)
  })

  test('half an hour at least; a new deadline is told anew', async ({ assert }) => {
    const ticket = await assigned()
    await setPriority(ticket.id, { priority: 'urgent' }, { by: cast.ben, channel: 'web' })
    at(1.4)
    await watchTickets()
    assert.isEmpty(await told(ticket, 'deadline'))
    at(1.5)
    await watchTickets()
    assert.lengthOf(await told(ticket, 'deadline'), 2)
    await setPriority(ticket.id, { priority: 'high' }, { by: cast.ben, channel: 'web' })
    at(20)
    await watchTickets()
    assert.lengthOf(await told(ticket, 'deadline'), 4)
  })

  test('a passed deadline is told at once and then every six hours by day', async ({ assert }) => {
    const ticket = await assigned()
    at(72)
    await watchTickets()
    assert.sameMembers(await told(ticket, 'overdue'), [
      cast.kim.id,
      cast.joy.id,
      cast.maria.id,
      cast.ben.id,
    ])
    for (let hour = 72; hour < 72 + 24; hour += 0.5) {
      at(hour)
      await watchTickets([noteOverdue])
    }
    // 09:00, 15:00, then night until 08:00.
    assert.equal(await counted(ticket, 'overdue', cast.kim), 3)
  })

  test('without an active manager the admins hear of a passed deadline', async ({ assert }) => {
    const ticket = await assigned()
    await User.query().where('id', cast.ben.id).update({ deactivated_at: new Date() })
    at(72)
    await watchTickets()
    assert.sameMembers(await told(ticket, 'overdue'), [
      cast.kim.id,
      cast.joy.id,
      cast.maria.id,
      cast.admin.id,
    ])
  })

  /** A zone and the day on which its clock changes, or not. */
  const DAYS = [
    ['Asia/Manila', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Australia/Lord_Howe', '2026-04-05'],
  ] as const

  test('reminders of the day come by the clock of {0} on {1}')
    .with([...DAYS])
    .run(async ({ assert }, [zone, date]) => {
      await User.query().where('id', cast.kim.id).update({ time_zone: zone })
      const evening = DateTime.fromISO(`${date}T20:30`, { zone }).minus({ days: 1 })
      clock.freeze(evening.minus({ days: 2 }))
      const ticket = await assigned()
      await db
        .from('tickets')
        .where('id', ticket.id)
        .update({ deadline_at: evening.toJSDate(), status: 'in_progress', updated_at: new Date(0) })
      const end = evening.plus({ days: 2, hours: 2 })
      for (let now = evening; now < end; now = now.plus({ minutes: 30 })) {
        clock.freeze(now)
        await watchTickets([noteOverdue])
      }
      const rows = await db
        .from('notifications')
        .where({ ticket_id: ticket.id, user_id: cast.kim.id, kind: 'overdue' })
        .orderBy('id')
      const times = rows.map((row) =>
        DateTime.fromJSDate(row.created_at, { zone }).toFormat('HH:mm')
      )
      assert.deepEqual(times, ['20:30', '08:00', '14:00', '08:00', '14:00'])
    })

  test('day and night are those of the reader', async ({ assert }) => {
    await User.query().where('id', cast.kim.id).update({ time_zone: 'Pacific/Auckland' })
    const ticket = await assigned()
    at(72)
    await watchTickets()
    at(78)
    await watchTickets()
    // 15:00 here is 04:00 in Auckland.
    assert.equal(await counted(ticket, 'overdue', cast.kim), 1)
    assert.equal(await counted(ticket, 'overdue', cast.joy), 2)
  })

  test('finished and trashed tickets are left alone', async ({ assert }) => {
    const ticket = await ticketAt('completed', cast)
    const other = await assigned()
    await db.from('tickets').where('id', other.id).update({ deleted_at: clock.now().toJSDate() })
    at(80)
    await watchTickets()
    assert.isEmpty([...(await told(ticket, 'overdue')), ...(await told(other, 'overdue'))])
  })

  test('work that stands still is told to the assignee once a day', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    for (let hour = 0; hour < 50; hour += 1) {
      at(hour)
      await watchTickets([noteIdle])
    }
    assert.deepEqual(await told(ticket, 'idle'), [cast.kim.id, cast.kim.id])
    await addComment(ticket.id, { body: 'Nearly there.' }, { by: cast.kim, channel: 'web' })
    at(70)
    await watchTickets()
    assert.lengthOf(await told(ticket, 'idle'), 2)
  })

  test('an unconfirmed result is brought to mind after three and seven days', async ({
    assert,
  }) => {
    const ticket = await ticketAt('completed', cast)
    for (let day = 0; day < 15; day += 1) {
      at(day * 24 + 1)
      await watchTickets([noteUnconfirmed])
    }
    assert.deepEqual(await told(ticket, 'unconfirmed'), [cast.maria.id, cast.maria.id])
    const other = await ticketAt('completed', cast)
    await move(cast.maria, other, 'confirm')
    at(15 * 24 + 100)
    await watchTickets()
    assert.isEmpty(await told(other, 'unconfirmed'))
  })

  test('for a requester who left, his managers are reminded, and the admins where there is none', async ({
    assert,
  }) => {
    const ticket = await ticketAt('completed', cast)
    await User.query().where('id', cast.maria.id).update({ deactivated_at: new Date() })
    at(3 * 24 + 1)
    await watchTickets()
    assert.deepEqual(await told(ticket, 'unconfirmed'), [cast.ana.id])
    await User.query().where('id', cast.ana.id).update({ deactivated_at: new Date() })
    at(7 * 24 + 1)
    await watchTickets()
    assert.deepEqual(await told(ticket, 'unconfirmed'), [cast.ana.id, cast.admin.id])
  })

  test('a worker that was away for days tells each thing once', async ({ assert }) => {
    const ticket = await assigned()
    at(72 + 24 * 5)
    await watchTickets()
    await watchTickets()
    assert.equal(await counted(ticket, 'overdue', cast.kim), 1)
  })

  test('costs the same few queries however many tickets there are', async ({ assert }) => {
    const count = async () => {
      let queries = 0
      const heard = () => void (queries += 1)
      const connection = db.connection()
      connection.debug = true
      emitter.on('db:query', heard)
      await watchTickets()
      emitter.off('db:query', heard)
      return queries
    }
    for (let one = 0; one < 3; one++) await assigned()
    at(100)
    const few = await count()
    for (let one = 0; one < 6; one++) await assigned()
    at(300)
    assert.equal(await count(), few)
  })

  test('housekeeping removes what has run out and keeps the rest', async ({ assert }) => {
    const session = (hash: string, hours: number) => ({
      token_hash: hash,
      user_id: cast.kim.id,
      epoch: 1,
      expires_at: clock.now().plus({ hours }).toJSDate(),
    })
    await db.table('sessions').multiInsert([session('old', -1), session('new', 1)])
    const token = (hash: string, days: number) => ({
      purpose: 'reset',
      token_hash: hash,
      expires_at: clock.now().plus({ days }).toJSDate(),
    })
    await db.table('single_use_tokens').multiInsert([token('old', -8), token('new', -6)])
    await db.table('rate_limits').multiInsert([
      { key: 'old', points: 1, expire: clock.now().minus({ hours: 1 }).toMillis() },
      { key: 'new', points: 1, expire: clock.now().plus({ hours: 1 }).toMillis() },
    ])
    await tidyUpDesk()
    const left = async (table: string, column: string) => {
      const rows = await db.from(table).whereIn(column, ['old', 'new'])
      return rows.map((row) => row[column])
    }
    assert.deepEqual(await left('sessions', 'token_hash'), ['new'])
    assert.deepEqual(await left('single_use_tokens', 'token_hash'), ['new'])
    assert.deepEqual(await left('rate_limits', 'key'), ['new'])
  })
})
