import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import clock from '#services/clock'
import { deliverDue } from '#services/deliveries/deliver_due'
import { planReports } from '#services/subscriptions/plan_reports'
import { plant } from '#tests/support/counted'
import { makeCast, type Cast } from '#tests/support/people'
import { at, begin, MailDesk, reportRows } from '#tests/support/report_mails'
import { visit } from '#tests/support/visitor'

/** One that is quickly counted. */
const DAILY = { kind: 'view', cadence: 'daily' } as const

test.group('Reports by mail', (group) => {
  let cast: Cast
  const desk = new MailDesk()
  group.setup(() => desk.open())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    desk.clear()
    clock.moveTo(at('2026-11-15T10:00'))
    cast = await makeCast()
    return () => clock.goOn()
  })

  /** Plans and sends what is due at a time of the house. */
  async function workAt(time: string): Promise<number> {
    clock.moveTo(at(time))
    const written = await planReports()
    // They leave one after the other.
    clock.moveTo(at(time).plus({ seconds: 30 }))
    await deliverDue()
    return written
  }

  test('a view comes at its time, once, with the days before and the filters', async ({
    assert,
  }) => {
    const by = cast.maria
    await plant([
      {
        ...{ by, to: cast.kim, status: 'completed', quantity: 7 },
        ...{ createdAt: '2026-11-10T02:00:00Z', endedAt: '2026-11-11T02:00:00Z' },
      },
      { by, createdAt: '2026-11-15T15:59:00Z' },
      { by, createdAt: '2026-11-15T16:01:00Z' },
      { by, createdAt: '2026-11-03T02:00:00Z' },
    ])
    const filters = { handling: cast.kim.departmentId }
    await begin({ kind: 'view', tab: 'summary', cadence: 'weekly', filters }, cast.ben)
    assert.equal(await workAt('2026-11-16T07:59'), 0)
    assert.equal(await workAt('2026-11-16T08:00'), 1)
    assert.equal(await workAt('2026-11-16T08:01'), 0)
    const [mail, ...more] = desk.mailsTo(cast.ben)
    assert.isEmpty(more)
    assert.equal(mail.subject, 'Analytics: Summary (handled by Creative): 9 to 15 November 2026')
    assert.include(mail.text!, '9 to 15 November 2026 (Asia/Manila). Tickets of your departments.')
    assert.include(mail.text!, 'Compared with 2 to 8 November 2026.')
    assert.match(mail.text!, /^Tickets: 2 \(1 more\)$/m)
    assert.match(mail.text!, /^Output: 7/m)
    assert.include(mail.text!, 'range=custom&from=2026-11-09&to=2026-11-15&handling=')
    assert.equal(
      mail.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value,
      'List-Unsubscribe=One-Click'
    )
    const [row] = await reportRows()
    assert.containsSubset(row, { state: 'sent', kind: 'report', user_id: cast.ben.id })
  })

  test('the daily report sets yesterday beside its month, and links to what it counts', async ({
    assert,
  }) => {
    const by = cast.maria
    const done = { by, to: cast.kim, status: 'completed', createdAt: '2026-11-02T02:00:00Z' }
    await plant([
      { ...done, quantity: 6, criteria: 'video', endedAt: '2026-11-16T15:59:00Z' },
      { ...done, quantity: 3, criteria: 'image', endedAt: '2026-11-15T16:00:00Z' },
      { ...done, quantity: 9, criteria: 'image', endedAt: '2026-11-16T16:00:00Z' },
      { by, createdAt: '2026-11-16T02:00:00Z', deadlineAt: '2026-11-16T03:00:00Z' },
      { by: cast.rico, type: 'technical', status: 'open', createdAt: '2026-11-16T02:00:00Z' },
    ])
    await begin({ kind: 'daily_report' }, cast.ana)
    assert.equal(await workAt('2026-11-17T08:00'), 1)
    const [{ subject, text, html, attachments }] = desk.mailsTo(cast.ana)
    assert.equal(subject, 'Daily report: 16 November 2026')
    assert.match(text!, /^Created: Yesterday 1, A day on average 0\.3, .*Month to date 4$/m)
    assert.match(
      text!,
      /^Completed: Yesterday 2, A day on average 0\.1, Against the average 1\.9 more/m
    )
    assert.match(text!, /^Output: Yesterday 9,/m)
    assert.match(text!, /^Video: Yesterday 6,/m)
    assert.match(text!, /^For approval: 1\nNot started: 0\nIn progress: 0\nOverdue: 1$/m)
    assert.equal(attachments[0].mimeType, 'image/png')
    const href = /href="([^"]*done_from[^"]*is=done[^"]*)"/.exec(html!)![1]
    const { pathname, search } = new URL(href.replaceAll('&amp;', '&'))
    await db.from('users').where('id', cast.ana.id).update({ time_zone: 'Asia/Manila' })
    const ana = await visit(cast.ana)
    const list = await ana.get(pathname + search)
    assert.lengthOf(list.text.match(/id="ticket-\d+"/g) ?? [], 2)
  })

  test('the digest of a team tells of last week and of what is due', async ({ assert }) => {
    const by = cast.maria
    await plant([
      { by, to: cast.kim, status: 'completed', quantity: 4, createdAt: '2026-11-10T02:00:00Z' },
      { by, to: cast.kim, status: 'in_progress', deadlineAt: '2026-11-20T02:00:00Z' },
      { by, to: cast.kim, status: 'in_progress', deadlineAt: '2026-11-23T02:00:00Z' },
    ])
    await begin({ kind: 'team_digest' }, cast.ben)
    await workAt('2026-11-16T08:00')
    const [{ subject, text }] = desk.mailsTo(cast.ben)
    assert.equal(subject, 'Team digest: 9 to 15 November 2026')
    assert.match(text!, /^Due this week: 1$/m)
    assert.match(text!, /^Kim Test: Assigned 3,/m)
  })

  test('after an outage the newest one is made up for, and another time of day repeats none', async ({
    assert,
  }) => {
    await begin(DAILY, cast.ana)
    assert.equal(await workAt('2026-11-18T23:00'), 1)
    await db
      .table('settings')
      .insert({ key: 'reportsAt', value: '"23:30"', updated_at: clock.now() })
    desk.forget()
    assert.equal(await workAt('2026-11-18T23:45'), 0)
    assert.equal(await workAt('2026-11-19T08:00'), 0)
    assert.equal(await workAt('2026-11-19T23:30'), 1)
    const rows = await reportRows()
    assert.deepEqual(
      rows.map((row) => row.details.day),
      ['2026-11-18', '2026-11-19']
    )
  })

  test('somebody who may see less than when he subscribed is told that it ended', async ({
    assert,
  }) => {
    await begin({ kind: 'view', tab: 'team', cadence: 'daily' }, cast.ben)
    await begin(DAILY, cast.maria)
    await db.from('users').where('id', cast.ben.id).update({ role: 'member' })
    assert.equal(await workAt('2026-11-16T08:00'), 2)
    const [mail] = desk.mailsTo(cast.ben)
    assert.equal(mail.subject, 'A report has ended: Analytics: Team')
    assert.notInclude(mail.text!, 'Kim')
    const row = await db.from('report_subscriptions').where('user_id', cast.ben.id).firstOrFail()
    assert.equal(row.ended_by, 'rights')
    assert.equal(await workAt('2026-11-17T08:00'), 1)
    assert.lengthOf(desk.mailsTo(cast.ben), 1)
    assert.lengthOf(desk.mailsTo(cast.maria), 2)
    const ben = await visit(cast.ben)
    const page = await ben.get('/me/subscriptions')
    assert.include(page.text, 'Ended for want of a right: Analytics: Team')
  })

  test('a manager who moves loses the view of the department that was his', async ({ assert }) => {
    const filters = { department: cast.ana.departmentId }
    await begin({ kind: 'view', cadence: 'daily', filters }, cast.ana)
    await db
      .from('departments')
      .where('id', cast.rico.departmentId)
      .update({ manager_id: cast.ana.id })
    assert.equal(await workAt('2026-11-16T08:00'), 1)
    await db
      .from('users')
      .where('id', cast.ana.id)
      .update({ department_id: cast.rico.departmentId })
    assert.equal(await workAt('2026-11-17T08:00'), 1)
    const subjects = desk.mailsTo(cast.ana).map(({ subject }) => subject!.split(':')[0])
    assert.deepEqual(subjects, ['Analytics', 'A report has ended'])
  })

  test('nothing goes to people who were deactivated, nor what was ended meanwhile', async ({
    assert,
  }) => {
    for (const person of [cast.ana, cast.ben, cast.maria]) await begin(DAILY, person)
    await cast.ana.merge({ deactivatedAt: clock.now() }).save()
    clock.moveTo(at('2026-11-16T08:00'))
    assert.equal(await planReports(), 2)
    await cast.ben.merge({ deactivatedAt: clock.now() }).save()
    const own = db.from('report_subscriptions').where('user_id', cast.maria.id)
    await own.update({ ended_at: clock.now().toJSDate(), ended_by: 'person' })
    clock.moveTo(at('2026-11-16T08:01'))
    await deliverDue()
    assert.isEmpty(desk.received)
    const rows = await reportRows()
    assert.deepEqual(
      rows.map(({ last_error: why }) => why),
      ['person_inactive', 'nothing_to_say']
    )
    await cast.ana.merge({ deactivatedAt: null }).save()
    assert.equal(await workAt('2026-11-17T08:00'), 1)
  })
})
