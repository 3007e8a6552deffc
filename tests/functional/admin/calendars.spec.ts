import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Department from '#models/department'
import { recountDeadlines } from '#services/calendars/recount_deadlines'
import clock from '#services/clock'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'
import { told } from '#tests/support/told'
import { visit, type Answer, type Visitor } from '#tests/support/visitor'

const statusOf = (answer: Promise<Answer>) => answer.then(({ status }) => status)
const textOf = (answer: Promise<Answer>) => answer.then(({ text }) => text)

/** A Thursday. */
const NOON = DateTime.fromISO('2026-03-05T12:00', { zone: 'Europe/Berlin' })

test.group('Working hours of a department', (group) => {
  let cast: SupportCast
  let olga: Visitor
  let it: Department
  let path: string

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeSupportCast()
    olga = await visit(cast.olga)
    it = await Department.findByOrFail('name', 'IT')
    await db.from('departments').where('id', it.id).update({ time_zone: 'Europe/Berlin' })
    path = `/admin/departments/${it.id}`
    return () => clock.goOn()
  })

  /** The week of a form: every day as "09:00-12:00 13:00-17:00". */
  function week(days: Record<string, string>) {
    const fields: Record<string, string> = {}
    for (const [day, text] of Object.entries(days)) {
      for (const [index, stretch] of text.split(' ').entries()) {
        const [from, to] = stretch.split('-')
        fields[`hours[${day}][${index}][from]`] = from
        fields[`hours[${day}][${index}][to]`] = to ?? ''
      }
    }
    return fields
  }

  const OFFICE = { d1: '09:00-17:00', d2: '9-17', d4: '0900-12:00 13.00-17:00', d7: '22:00-24:00' }

  test('are round the clock until an admin says otherwise; saved they stand there, audited', async ({
    assert,
  }) => {
    const first = await olga.get(`${path}/calendar`)
    assert.match(first.text, /name="roundTheClock"[^>]*checked/)
    assert.include(first.text, 'Europe/Berlin')
    const answer = await olga.post(`${path}/calendar`, week(OFFICE))
    assert.equal(answer.location, `${path}/calendar`)
    await it.refresh()
    assert.deepEqual(it.workingHours, {
      1: [{ from: '09:00', to: '17:00' }],
      2: [{ from: '09:00', to: '17:00' }],
      4: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      7: [{ from: '22:00', to: '24:00' }],
    })
    const page = await olga.get(`${path}/calendar`)
    assert.notMatch(page.text, /name="roundTheClock"[^>]*checked/)
    assert.include(page.text, 'value="13:00"')
    assert.include(page.text, 'name="hours[d4][2][from]"')
    const audit = await db.from('audit_events').where('action', 'department_hours_changed')
    assert.lengthOf(audit, 1)
    assert.deepEqual(audit[0].changes, [
      {
        field: 'workingHours',
        before: 'Round the clock',
        after: 'Mon–Tue 09:00–17:00; Thu 09:00–12:00, 13:00–17:00; Sun 22:00–24:00',
      },
    ])
    // The same again is no change; round the clock is one.
    await olga.post(`${path}/calendar`, week(OFFICE))
    await olga.post(`${path}/calendar`, { roundTheClock: '1', ...week(OFFICE) })
    await it.refresh()
    assert.isNull(it.workingHours)
    assert.lengthOf(await db.from('audit_events').where('action', 'department_hours_changed'), 2)
  })

  test('{0}: refused in words at its row, everything as typed')
    .with([
      ['25:00-26:00', 'is no time of a day'],
      ['banana-17:00', '“banana” is no time of a day'],
      ['09:60-17:00', 'is no time of a day'],
      ['17:00-09:00', 'It ends before it starts.'],
      ['09:00-09:00', 'It ends before it starts.'],
      ['09:00-13:00 12:00-17:00', 'This overlaps 09:00 to 13:00.'],
      ['09:00-', 'Both are needed'],
      ['', 'Name at least one hour of work'],
    ])
    .run(async ({ assert }, [typed, sentence]) => {
      const fields = { ...week({ d3: typed }), ...(typed ? week({ d1: '08:00-10:30' }) : {}) }
      const answer = await olga.post(`${path}/calendar`, fields)
      assert.equal(answer.status, 422)
      assert.include(answer.text, sentence)
      if (typed) assert.include(answer.text, 'value="10:30"')
      const [from] = typed.split('-')
      if (from) assert.include(answer.text, `value="${from}"`)
      await it.refresh()
      assert.isNull(it.workingHours)
      assert.isNull(it.recountAfter)
    })

  test('nonsense is refused without a fault', async ({ assert }) => {
    const seven = week({
      d1: Array.from({ length: 7 }, (_, at) => `${at + 1}-${at + 2}`).join(' '),
    })
    const cases: Record<string, string>[] = [
      { hours: 'x' },
      { 'hours[d1]': 'x' },
      { 'hours[d1][0]': 'x' },
      { 'hours[d1][0][from][x]': '1', 'hours[d1][0][to]': '2' },
      { 'hours[d1][0][from]': '9'.repeat(300), 'hours[d1][0][to]': '10:00' },
      { 'hours[d9][0][from]': '09:00', 'hours[d9][0][to]': '10:00' },
      seven,
    ]
    for (const fields of cases) {
      const answer = await olga.post(`${path}/calendar`, fields)
      assert.equal(answer.status, 422, JSON.stringify(fields))
    }
    for (const bad of ['0', '999999999', 'x', '99999999999999']) {
      assert.equal(await statusOf(olga.get(`/admin/departments/${bad}/calendar`)), 404, bad)
      assert.equal(await statusOf(olga.post(`/admin/departments/${bad}/holidays`, { day: '2026-12-25' })), 404, bad) // prettier-ignore
    }
    await it.refresh()
    assert.isNull(it.workingHours)
  })

  test('holidays are added once, shown and removed; what is no day is said', async ({ assert }) => {
    const add = (day: string, name = 'Christmas') => olga.post(`${path}/holidays`, { day, name })
    const year = clock.now().year
    assert.equal(await statusOf(add(`${year}-12-25`)), 302)
    assert.match(
      await textOf(olga.get(`${path}/calendar`)),
      /[A-Z][a-z]{2} 25 Dec \d{4} is a holiday now/
    )
    const twice = await add(`${year}-12-25`, 'Again')
    assert.equal(twice.status, 422)
    assert.include(twice.text, `${year}-12-25 is in the list already.`)
    assert.include(twice.text, 'value="Again"')
    for (const bad of ['', 'tomorrow', '2026-02-30', '1999-12-25', '2101-01-01', '25.12.2026']) {
      const answer = await add(bad)
      assert.equal(answer.status, 422, bad)
      assert.include(answer.text, 'That is no day', bad)
    }
    const holiday = await db.from('holidays').where('department_id', it.id).firstOrFail()
    assert.include(await textOf(olga.get(`${path}/calendar`)), 'Christmas')
    const other = await Department.findByOrFail('name', 'Sales')
    const elsewhere = await olga.post(
      `/admin/departments/${other.id}/holidays/${holiday.id}/delete`
    )
    assert.equal(elsewhere.status, 404)
    assert.equal(await statusOf(olga.post(`${path}/holidays/${holiday.id}/delete`)), 302)
    assert.equal(await statusOf(olga.post(`${path}/holidays/${holiday.id}/delete`)), 404)
    const audit = await db.from('audit_events').where('subject_type', 'department').orderBy('id')
    assert.deepEqual(
      audit.map((row) => [row.action, row.changes[0].before ?? row.changes[0].after]),
      [
        ['department_holiday_added', `${year}-12-25 Christmas`],
        ['department_holiday_removed', `${year}-12-25 Christmas`],
      ]
    )
  })

  test('only admins may', async ({ assert }) => {
    const ivan = await visit(cast.ivan)
    assert.equal(await statusOf(ivan.get(`${path}/calendar`)), 403)
    assert.equal(await statusOf(ivan.post(`${path}/calendar`, week(OFFICE))), 403)
    assert.equal(await statusOf(ivan.post(`${path}/holidays`, { day: '2026-12-25' })), 403)
    assert.lengthOf(await db.from('holidays'), 0)
  })

  test('after saving, open tickets are counted anew, each says so, and nobody is told', async ({
    assert,
  }) => {
    clock.freeze(NOON)
    const open = await askSupport(cast.rosa, { priority: 'high' })
    const standing = await supportAt('pending_user', cast, { priority: 'high' })
    const done = await supportAt('resolved', cast, { priority: 'high' })
    const elsewhere = await askSupport(cast.rosa, { type: 'billing', priority: 'high' })
    const before = [done.deadlineAt!.toMillis(), elsewhere.deadlineAt!.toMillis()]
    await olga.post(`${path}/calendar`, week({ d4: '09:00-17:00', d5: '09:00-17:00' }))
    assert.equal(await recountDeadlines(), 1)
    await open.refresh()
    // 5 h on Thursday, 3 h on Friday.
    assert.equal(+open.deadlineAt!, +NOON.plus({ days: 1 }))
    assert.equal(+open.responseDueAt!, +NOON.plus({ hours: 2 }))
    await standing.refresh()
    assert.isNull(standing.deadlineAt)
    await done.refresh()
    await elsewhere.refresh()
    assert.deepEqual([done.deadlineAt!.toMillis(), elsewhere.deadlineAt!.toMillis()], before)
    const rows = await db.from('activities_in_full').where('action', 'deadline_moved')
    assert.deepEqual(rows.map((row) => [row.ticket_id, row.channel, row.actor_id]), [[open.id, 'system', null]]) // prettier-ignore
    assert.deepEqual(rows[0].changes, [
      {
        field: 'deadlineAt',
        before: '2026-03-05T19:00:00.000Z',
        after: '2026-03-06T11:00:00.000Z',
      },
    ])
    assert.isEmpty(await told(open.id, 'deadline_moved'))
    const rosa = await visit(cast.rosa)
    assert.include(await textOf(rosa.get(`/tickets/${open.id}`)), 'by the working hours of IT')
    // It goes through them once more when everything that read the old hours is over, then rests.
    assert.equal(await recountDeadlines(), 0)
    await it.refresh()
    assert.equal(it.recountAfter, 0)
    clock.freeze(NOON.plus({ minutes: 3 }))
    assert.equal(await recountDeadlines(), 0)
    await it.refresh()
    assert.isNull(it.recountAfter)
  })

  test('another zone moves the hours, and a holiday too', async ({ assert }) => {
    clock.freeze(NOON)
    const ticket = await askSupport(cast.rosa, { priority: 'high' })
    await olga.post(`${path}/calendar`, week({ d4: '09:00-17:00', d5: '09:00-17:00' }))
    await recountDeadlines()
    const form = { name: 'IT', timeZone: 'America/New_York', isActive: '1' }
    await olga.post(path, form)
    assert.equal(await recountDeadlines(), 1)
    await ticket.refresh()
    // 12:00 in Berlin is 06:00 in New York: 8 h on this Thursday, until 17:00 there.
    assert.equal(ticket.deadlineAt!.toUTC().toISO(), '2026-03-05T22:00:00.000Z')
    await olga.post(`${path}/holidays`, { day: '2026-03-05', name: 'Feast' })
    assert.equal(await recountDeadlines(), 1)
    await ticket.refresh()
    assert.equal(ticket.deadlineAt!.toUTC().toISO(), '2026-03-06T22:00:00.000Z')
  })
})
