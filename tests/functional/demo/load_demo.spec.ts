import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import User from '#models/user'
import clock from '#services/clock'
import { deliverDue } from '#services/deliveries/deliver_due'
import { loadDemo, type LoadedDemo } from '#services/demo/load_demo'

/** One small demo for all tests of the group: they only look. */
test.group('The demo organisation', (group) => {
  let demo: LoadedDemo
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    demo = await loadDemo({ tickets: 40 })
  })
  group.each.timeout(120_000)

  const count = async (query: string) => {
    const { rows } = await db.rawQuery(query)
    return Number(rows[0].count)
  }

  test('is made without a rule in its way, and gives the clock back', async ({ assert }) => {
    assert.deepEqual(demo.stopped, [])
    assert.isAbove(demo.tickets, 30)
    assert.equal(demo.people, 40)
    assert.isBelow(Math.abs(clock.now().toMillis() - Date.now()), 1000)
    const statuses = await db.from('tickets').distinct('status')
    assert.isAbove(statuses.length, 3)
    const departments = await count(`select count(distinct requesting_department_id) from tickets`)
    assert.isAbove(departments, 3)
  })

  test('each ticket stands where its last activity says', async ({ assert }) => {
    const strays = await count(
      `select count(*) from tickets t where t.status <> (
         select a.to_status from activities a where a.ticket_id = t.id order by a.id desc limit 1)`
    )
    assert.equal(strays, 0)
    const versions = await count(
      `select count(*) from tickets t where t.revision_count <> (
         select count(*) from activities a where a.ticket_id = t.id and a.action = 'revision_requested')`
    )
    assert.equal(versions, 0)
  })

  test('things happen in the order of time, none in the future', async ({ assert }) => {
    const turned = await count(
      `select count(*) from (select created_at < lag(created_at) over (order by id) as turned
         from activities) a where turned`
    )
    assert.equal(turned, 0)
    const odd = await count(
      `select count(*) from tickets where completed_at < started_at or started_at < approved_at
         or approved_at < created_at or confirmed_at < completed_at or updated_at > now()`
    )
    assert.equal(odd, 0)
    const days = await count(
      `select extract(day from max(created_at) - min(created_at))::int as count from tickets`
    )
    assert.isAbove(days, 40)
  })

  test('every decision has its approval, its activity and its times', async ({ assert }) => {
    const decisions = await count(`select count(*) from approvals where decision <> 'skipped'`)
    const activities = await count(
      `select count(*) from activities where action in ('dept_approved', 'approved', 'rejected')`
    )
    assert.equal(decisions, activities)
    const timeless = await count(
      `select count(*) from tickets t left join ticket_times x on x.ticket_id = t.id
       where x.ticket_id is null or (t.confirmed_at is not null and x.cycle_seconds is null)`
    )
    assert.equal(timeless, 0)
    const own = await count(
      `select count(*) from approvals a join tickets t on t.id = a.ticket_id
       where a.user_id = t.requester_id`
    )
    assert.equal(own, 0)
  })

  test('the support desk lives too: routed, answered, passed on, closed and rated', async ({
    assert,
  }) => {
    const support = await count(`select count(*) from tickets where workflow = 'support'`)
    assert.isAbove(support, 8)
    const actions = await db.from('activities_in_full').distinct('action')
    assert.includeMembers(
      actions.map(({ action }) => action),
      ['taken', 'asked_requester', 'answered', 'resolved', 'closed', 'rated']
    )
    const unanswered = await count(
      `select count(*) from tickets where workflow = 'support' and resolved_at is not null
         and (first_response_at is null or first_response_at > resolved_at or assignee_id is null)`
    )
    assert.equal(unanswered, 0)
    const own = await count(
      `select count(*) from activities a join tickets t on t.id = a.ticket_id
       where t.workflow = 'support' and a.actor_id = t.requester_id
         and a.action in ('taken', 'started', 'resolved', 'note_written')`
    )
    assert.equal(own, 0)
    const headings = await count(
      `select count(*) from tickets t where exists
         (select 1 from request_types c where c.parent_id = t.request_type_id and c.is_active)`
    )
    assert.equal(headings, 0)
  })

  test('pauses add up, and a clock that runs has a deadline', async ({ assert }) => {
    const odd = await count(
      `select count(*) from tickets t where t.workflow = 'support' and (
         (t.status in ('pending_user', 'on_hold')) <> exists
           (select 1 from ticket_pauses p where p.ticket_id = t.id and p.ended_at is null and p.status = t.status)
         or (t.status in ('open', 'in_progress') and t.deadline_at is null))`
    )
    assert.equal(odd, 0)
    const overlapping = await count(
      `select count(*) from ticket_pauses a join ticket_pauses b on b.ticket_id = a.ticket_id and b.id > a.id
         and b.started_at < coalesce(a.ended_at, now())`
    )
    assert.equal(overlapping, 0)
  })

  test('has talk, notes, answers and real files', async ({ assert }) => {
    assert.isAbove(await count(`select count(*) from comments where not is_internal`), 5)
    assert.isAbove(await count(`select count(*) from comments where is_internal`), 0)
    const picture = await db.from('attachments').whereNotNull('thumbnail_key').firstOrFail()
    const bytes = await drive.use().getBytes(picture.drive_key)
    assert.equal(bytes.length, picture.bytes)
    assert.equal(picture.mime, 'image/jpeg')
    assert.equal(await count(`select count(*) from attachments where ticket_id is null`), 0)
  })

  test('has its past months frozen, as its history tells them', async ({ assert }) => {
    const months = await db.from('monthly_reports').select('differences')
    assert.isAbove(months.length, 1)
    assert.isTrue(months.every(({ differences }) => differences === 0))
  })

  test('mails nothing, and only the last three days are unread', async ({ assert }) => {
    const before = await count(`select count(*) from deliveries`)
    assert.equal(before, await count(`select count(*) from deliveries where state = 'dropped'`))
    await deliverDue()
    assert.equal(await count(`select count(*) from deliveries where state = 'sent'`), 0)
    const old = await count(
      `select count(*) from notifications
       where read_at is null and created_at < now() - interval '3 days 1 minute'`
    )
    assert.equal(old, 0)
  })

  test('has one random password, whose hash alone is in the database', async ({ assert }) => {
    assert.isAtLeast(demo.password.length, 10)
    for (const { username } of demo.examples) {
      const user = await User.findByOrFail('username', username)
      assert.isTrue(await hash.verify(user.password, demo.password))
      assert.match(user.email, /@example\.com$/)
    }
    assert.isTrue(existsSync(join(env.get('DATA_DIR'), 'demo-accounts.txt')))
  })

  test('names a manager in every department and one that asks a second person', async ({
    assert,
  }) => {
    assert.equal(await count(`select count(*) from departments where manager_id is null`), 0)
    assert.equal(await count(`select count(*) from departments where require_second_person`), 1)
  })
})
