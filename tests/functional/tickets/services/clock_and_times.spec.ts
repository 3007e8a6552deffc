import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Product from '#models/product'
import type User from '#models/user'
import clock from '#services/clock'
import { assignTicket } from '#services/tickets/assign_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { makeCast, type Cast } from '#tests/support/people'
import { lastActivity, told } from '#tests/support/events'
import { ask, move, ticketAt } from '#tests/support/tickets'
import type { Priority } from '#workflows/workflow'

const web = (by: User) => ({ by, channel: 'web' as const })
const HOUR = 3600

test.group('Deadlines and durations', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    clock.freeze(DateTime.fromISO('2027-03-01T08:00:00Z'))
  })
  group.each.teardown(() => clock.goOn())

  const wait = (hours: number) => clock.freeze(clock.now().plus({ hours }))
  const times = (id: number) => db.from('ticket_times').where('ticket_id', id).firstOrFail()

  test('hours by priority and criteria: {priority} {criteria}')
    .with([
      { priority: 'urgent', criteria: 'video', hours: 3 },
      { priority: 'urgent', criteria: 'image', hours: 2 },
      { priority: 'high', criteria: 'video', hours: 24 },
      { priority: 'medium', criteria: 'image', hours: 72 },
      { priority: 'low', criteria: 'video', hours: 168 },
    ] as { priority: Priority; criteria: 'video' | 'image'; hours: number }[])
    .run(async ({ assert }, { priority, criteria, hours }) => {
      const ticket = await ticketAt('assigned', cast, { priority, criteria })
      assert.equal(ticket.deadlineAt!.diff(ticket.assignedAt!, 'hours').hours, hours)
    })

  test('one video among the items makes it a video; no criteria counts as image', async ({
    assert,
  }) => {
    const products = await Product.query().where('category', 'ads').whereNotNull('criteria')
    const video = products.find((product) => product.criteria === 'video')!
    const image = products.find((product) => product.criteria === 'image')!
    const items = [image, video].map((product) => ({ productId: product.id, quantity: 1 }))
    const mixed = await ticketAt('assigned', cast, { type: 'ads', priority: 'urgent', items })
    assert.equal(mixed.deadlineAt!.diff(mixed.assignedAt!, 'hours').hours, 3)
    const plain = await ticketAt('assigned', cast, {
      type: 'other_creative',
      priority: 'urgent',
      criteria: null,
    })
    assert.equal(plain.deadlineAt!.diff(plain.assignedAt!, 'hours').hours, 2)
  })

  test('the clock starts when it is both approved and assigned; naming another goes on', async ({
    assert,
  }) => {
    const ticket = await ticketAt('approved', cast)
    assert.isNull(ticket.deadlineAt)
    wait(5)
    const assigned = await assignTicket(ticket.id, { assigneeId: cast.kim.id }, web(cast.ben))
    assert.equal(assigned.clockStartedAt!.toMillis(), clock.now().toMillis())
    wait(5)
    const again = await assignTicket(ticket.id, { assigneeId: cast.joy.id }, web(cast.ben))
    assert.equal(again.clockStartedAt!.toMillis(), assigned.clockStartedAt!.toMillis())
    assert.equal(again.deadlineAt!.toMillis(), assigned.deadlineAt!.toMillis())
    assert.deepEqual(await told(ticket.id, 'unassigned'), [cast.kim.id])
  })

  test('a revision restarts the deadline, keeps the first start and is a numbered comment', async ({
    assert,
  }) => {
    const ticket = await ticketAt('completed', cast)
    wait(10)
    const revised = await move(cast.maria, ticket, 'request_revision', { note: 'Larger' })
    assert.equal(revised.status, 'in_progress')
    assert.equal(revised.clockStartedAt!.toMillis(), clock.now().toMillis())
    assert.equal(revised.deadlineAt!.diff(clock.now(), 'hours').hours, 72)
    assert.isNull(revised.completedAt)
    const comment = await db.from('comments').where('ticket_id', ticket.id).firstOrFail()
    assert.equal(comment.revision_number, 1)
    assert.equal(comment.body, 'Larger')
    await move(cast.kim, ticket, 'complete')
    const second = await move(cast.ana, ticket, 'request_revision', { note: 'Smaller' })
    assert.equal(second.revisionCount, 2)
    assert.equal(second.commentCount, 2)
  })

  test('a revision of confirmed work takes the confirmation back', async ({ assert }) => {
    const ticket = await ticketAt('confirmed', cast)
    const revised = await move(cast.maria, ticket, 'request_revision', { note: 'Larger' })
    assert.isNull(revised.confirmedAt)
    await move(cast.kim, ticket, 'complete')
    const confirmed = await move(cast.maria, ticket, 'confirm')
    assert.isNotNull(confirmed.confirmedAt)
  })

  test('going back to approval stops the clock, tells the people and opens a round', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    const back = await move(cast.ben, ticket, 'send_back', { note: 'Wrong brand' })
    assert.equal(back.status, 'requested')
    assert.equal(back.round, 2)
    assert.isNull(back.startedAt)
    assert.isNull(back.assignedAt)
    assert.isNull(back.deadlineAt)
    assert.equal(back.assigneeId, cast.kim.id)
    assert.deepEqual(
      await told(ticket.id, 'sent_back'),
      [cast.maria.id, cast.kim.id].sort((a, b) => a - b)
    )
    assert.lengthOf(await told(ticket.id, 'new_request'), 2)
    const activity = await lastActivity(ticket.id)
    assert.equal(activity.details.note, 'Wrong brand')
    assert.equal(activity.from_status, 'in_progress')
    await move(cast.ana, ticket, 'approve')
    const approved = await move(cast.ben, ticket, 'approve')
    assert.isNotNull(approved.assignedAt)
  })

  test('a priority changes the deadline from the same start, except for scheduled work', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    wait(1)
    const urgent = await setPriority(ticket.id, { priority: 'urgent' }, web(cast.ben))
    assert.equal(urgent.deadlineAt!.diff(urgent.clockStartedAt!, 'hours').hours, 2)
    const start = clock.now().plus({ days: 2 })
    const shoot = await ticketAt('requested', cast, { type: 'photoshoot', scheduledStart: start })
    await move(cast.ana, shoot, 'approve')
    await move(cast.ben, shoot, 'approve')
    await assignTicket(
      shoot.id,
      { assigneeId: cast.kim.id, scheduledEnd: start.plus({ hours: 4 }) },
      web(cast.ben)
    )
    const moved = await setPriority(shoot.id, { priority: 'urgent' }, web(cast.ben))
    assert.equal(moved.deadlineAt!.toMillis(), start.plus({ hours: 4 }).toMillis())
    const quiet = await ticketAt('requested', cast)
    const changed = await setPriority(quiet.id, { priority: 'low' }, web(cast.maria))
    assert.isNull(changed.deadlineAt)
  })

  test('planned work without an end has no deadline until it ended', async ({ assert }) => {
    const start = clock.now().minus({ hours: 3 })
    let shoot = await ask(cast.maria, { type: 'live_production', scheduledStart: start })
    await move(cast.ana, shoot, 'approve')
    await move(cast.ben, shoot, 'approve')
    shoot = await assignTicket(shoot.id, { assigneeId: cast.kim.id }, web(cast.ben))
    assert.isNull(shoot.deadlineAt)
    assert.equal(shoot.criteria, 'video')
    await move(cast.kim, shoot, 'start')
    await assert.rejects(
      () => move(cast.kim, shoot, 'complete', { actualEnd: start.minus({ minutes: 1 }) }),
      /cannot have ended before/
    )
    const done = await move(cast.kim, shoot, 'complete', { actualEnd: clock.now() })
    assert.equal(done.deadlineAt!.toMillis(), clock.now().toMillis())
  })

  test('each step’s length is written down as it ends', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    wait(2)
    await move(cast.ana, ticket, 'approve')
    wait(3)
    await move(cast.ben, ticket, 'approve')
    wait(4)
    await assignTicket(ticket.id, { assigneeId: cast.kim.id }, web(cast.ben))
    wait(5)
    await move(cast.kim, ticket, 'start')
    wait(6)
    await move(cast.kim, ticket, 'complete')
    const first = await times(ticket.id)
    assert.equal(Number(first.department_seconds), 2 * HOUR)
    assert.equal(Number(first.creative_seconds), 3 * HOUR)
    assert.equal(Number(first.acknowledge_seconds), 5 * HOUR)
    assert.equal(Number(first.processing_seconds), 6 * HOUR)
    assert.equal(Number(first.cycle_seconds), 20 * HOUR)
    wait(7)
    await move(cast.maria, ticket, 'request_revision', { note: 'Larger' })
    wait(8)
    await move(cast.kim, ticket, 'complete')
    wait(9)
    await move(cast.maria, ticket, 'confirm')
    const last = await times(ticket.id)
    assert.equal(Number(last.review_seconds), 7 * HOUR)
    assert.equal(Number(last.processing_seconds), 14 * HOUR)
    assert.equal(Number(last.acknowledge_seconds), 5 * HOUR)
    assert.equal(Number(last.cycle_seconds), 44 * HOUR)
    const approvals = await db.from('approvals').where('ticket_id', ticket.id).orderBy('id')
    assert.deepEqual(
      approvals.map((row) => (row.decided_at - row.due_at) / 1000),
      [2 * HOUR, 3 * HOUR]
    )
  })

  test('a step asked again is measured from the new request', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    wait(2)
    await move(cast.ana, ticket, 'reject', { note: 'No' })
    wait(20)
    await move(cast.maria, ticket, 'resubmit')
    wait(1)
    await move(cast.ana, ticket, 'approve')
    const row = await times(ticket.id)
    assert.equal(Number(row.department_seconds), HOUR)
    const approval = await db
      .from('approvals')
      .where({ ticket_id: ticket.id, decision: 'approved' })
      .firstOrFail()
    assert.equal((approval.decided_at - approval.due_at) / 1000, HOUR)
  })
})
