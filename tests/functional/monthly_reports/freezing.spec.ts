import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import env from '#start/env'
import clock from '#services/clock'
import { checkMonths } from '#services/reports/monthly/check_months'
import { dueMonths } from '#services/reports/monthly/freeze_due_months'
import { freezeMonth } from '#services/reports/monthly/freeze_month'
import { findMonth } from '#services/reports/monthly/find_month'
import { monthOf } from '#services/reports/monthly/month'
import { factsOf } from '#services/reports/replay/facts_of'
import { loadStories } from '#services/reports/replay/load_stories'
import { replayTicket } from '#services/reports/replay/replay_ticket'
import { replayMonth } from '#services/reports/monthly/replay_month'
import { setPriority } from '#services/tickets/set_priority'
import { trashTicket } from '#services/tickets/trash_ticket'
import { purgeTicket } from '#services/trash/purge_ticket'
import { plant } from '#tests/support/counted'
import { makeCast, type Cast } from '#tests/support/people'
import { move, ticketAt } from '#tests/support/tickets'

const at = (iso: string) => clock.freeze(DateTime.fromISO(iso, { zone: env.get('TIME_ZONE') }))
const as = (by: Cast[keyof Cast]) => ({ by, channel: 'web' as const })
const september = () => monthOf(2026, 9)

async function findings(): Promise<string[]> {
  const lines: string[] = []
  await checkMonths((line) => lines.push(line))
  return lines
}

test.group('A month that is over', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    at('2026-09-10T10:00')
    cast = await makeCast()
    return () => clock.goOn()
  })

  test('is frozen once, half an hour after its end, and so is every month before', async ({
    assert,
  }) => {
    await ticketAt('requested', cast)
    at('2026-10-01T00:29')
    assert.deepEqual(await dueMonths(), [])
    at('2026-11-15T12:00')
    const due = await dueMonths()
    assert.deepEqual(
      due.map(({ key }) => key),
      ['2026-09-01', '2026-10-01']
    )
    assert.isTrue(await freezeMonth(due[0]))
    assert.isFalse(await freezeMonth(due[0]))
    assert.lengthOf(await dueMonths(), 1)
  })

  test('counts its tickets as they stood at its end, whatever became of them', async ({
    assert,
  }) => {
    const done = await ticketAt('completed', cast, { quantity: 3 })
    const late = await ticketAt('assigned', cast, { quantity: 4, priority: 'urgent' })
    const gone = await ticketAt('in_progress', cast, { quantity: 5 })
    const before = await ticketAt('requested', cast)
    await trashTicket(before.id, as(cast.maria))
    at('2026-10-01T09:00')
    await move(cast.maria, done, 'request_revision', { note: 'Larger letters.' })
    await move(cast.kim, late, 'start')
    await move(cast.kim, late, 'complete')
    await trashTicket(gone.id, as(cast.admin))
    await ticketAt('requested', cast)

    await freezeMonth(september())
    const { figures, names, differences } = (await findMonth(september(), null))!
    assert.equal(differences, 0)
    assert.containsSubset(figures.sums, {
      ...{ total: 3, assigned: 3, completed: 1, output: 3, inProgress: 1, revised: 0 },
    })
    assert.containsSubset(figures.overdue, { count: 2, open: 2, byPriority: { urgent: 1 } })
    assert.deepEqual(figures.overdue.tickets[0].ticketId, late.id)
    assert.equal(names.person[cast.kim.id], cast.kim.fullName)
    assert.notInclude(JSON.stringify({ figures, names }), 'payday')
  })

  test('is the same whenever it is asked, also after a trash and a purge, and counted again', async ({
    assert,
  }) => {
    const first = await ticketAt('completed', cast, { quantity: 3 })
    const second = await ticketAt('assigned', cast, { quantity: 4, priority: 'urgent' })
    at('2026-10-01T00:30')
    await freezeMonth(september())
    const asked = async () => [
      await findMonth(september(), null),
      await findMonth(september(), cast.ana),
      await findMonth(september(), cast.kim),
    ]
    const before = await asked()
    assert.equal(before[1]!.figures.sums.total, 2)
    at('2026-10-05T09:00')
    await trashTicket(first.id, as(cast.admin))
    await purgeTicket(first.id, as(cast.admin))
    await trashTicket(second.id, as(cast.admin))
    assert.deepEqual(await asked(), before)
    assert.deepEqual(await findings(), [])
  })

  test('frozen late counts what was purged in between', async ({ assert }) => {
    const ticket = await ticketAt('completed', cast, { quantity: 3, criteria: 'video' })
    at('2026-10-05T09:00')
    await trashTicket(ticket.id, as(cast.admin))
    await purgeTicket(ticket.id, as(cast.admin))
    at('2026-11-02T09:00')
    await freezeMonth(september())
    const { figures } = (await findMonth(september(), null))!
    assert.containsSubset(figures.sums, { total: 1, completed: 1, output: 3, video: 3 })
  })

  test('tells a ticket whole that is purged while its history is read', async ({ assert }) => {
    const { id } = await ticketAt('in_progress', cast, { quantity: 3, priority: 'low' })
    at('2026-10-05T09:00')
    await setPriority(id, { priority: 'high' }, as(cast.admin))
    await trashTicket(id, as(cast.admin))
    let isGone = false
    const purging = async (sql: string, bindings: any) => {
      const found = await db.rawQuery(sql, bindings)
      if (!isGone) await purgeTicket(id, as(cast.admin))
      isGone = true
      return found
    }
    const [story] = await loadStories([id], { rawQuery: purging } as never)
    assert.containsSubset(factsOf(replayTicket(story, september().endsAt.toMillis())!), {
      ...{ status: 'in_progress', quantity: 3, priority: 'low', assignee_id: cast.kim.id },
    })
  })

  test('says so when it was tampered with, and refuses to be changed', async ({ assert }) => {
    await ticketAt('completed', cast, { quantity: 3 })
    at('2026-10-01T00:30')
    await freezeMonth(september())
    await db.rawQuery('set local role none; set local session_replication_role = replica')
    await db.rawQuery('update monthly_facts set quantity = 30')
    await db.rawQuery('set local session_replication_role = origin')
    const lines = await findings()
    assert.isTrue(lines.some((line) => line.includes('quantity: 30 is frozen, 3 is told')))
    assert.isTrue(lines.some((line) => line.includes('sums counted again')))
    await assert.rejects(() => db.rawQuery('delete from monthly_reports'))
  })

  test('holds a ticket of its last hour in the month of the zone', async ({ assert }) => {
    const ids = await plant([{ by: cast.maria, createdAt: '2026-09-30T15:45:00Z' }])
    for (const [zone, isIn] of [
      ['Asia/Manila', true],
      ['Europe/Berlin', true],
      ['Australia/Lord_Howe', false],
    ] as const) {
      const found: number[] = []
      for await (const { tickets } of replayMonth(monthOf(2026, 9, zone))) {
        found.push(...tickets.map(({ facts }) => facts.ticket_id))
      }
      assert.deepEqual(found, isIn ? ids : [], zone)
    }
  })
})
