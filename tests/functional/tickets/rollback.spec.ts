import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Product from '#models/product'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { deactivatePerson } from '#services/people/deactivate_person'
import { assignTicket } from '#services/tickets/assign_ticket'
import { briefOf } from '#services/tickets/brief_of'
import { editBrief } from '#services/tickets/edit_brief'
import { setPriority } from '#services/tickets/set_priority'
import { statusOf } from '#tests/support/accounts'
import { getAs, postAs } from '#tests/support/answers'
import { makeCast, type Cast } from '#tests/support/people'
import { pointOf, pointsOf } from '#tests/support/points'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { lastActivity, told } from '#tests/support/told'

const REASON = 'The wrong text went through.'

test.group('Rolling a ticket back', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })
  const as = (by: User) => ({ by, channel: 'web' as const })
  const page = (ticket: Ticket, point: number) => `/tickets/${ticket.id}/history/${point}/rollback`
  const edit = async (ticket: Ticket, changes: object, by = cast.maria) => {
    await ticket.refresh()
    const form = { ...(await briefOf(ticket)), ...changes, lockVersion: ticket.lockVersion }
    return editBrief(ticket.id, form, as(by))
  }
  const rollBack = async (by: User, ticket: Ticket, point: number, reason = REASON) => {
    const { lockVersion } = await ticket.refresh()
    return postAs(by, page(ticket, point), { reason, lock_version: lockVersion })
  }
  const now = async (ticket: Ticket) => {
    await ticket.refresh()
    return ticket.$attributes
  }
  const lastAction = async (ticket: Ticket) => {
    const { action } = await lastActivity(ticket.id)
    return action
  }
  const validSteps = async (ticket: Ticket) => {
    const rows = await db.from('approvals').where('ticket_id', ticket.id).whereNull('voided_at')
    return rows.map((row) => row.step)
  }

  test('gone wrong after four edits and two approvals it goes back, is approved again and done', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    await edit(ticket, { title: 'A banner for payday, in red', quantity: 3 })
    const good = await pointOf(ticket.id, 'updated')
    await edit(ticket, { title: 'A poster' })
    await edit(ticket, { description: 'Anything.' }, cast.ana)
    await edit(ticket, { quantity: 40 })
    await move(cast.ana, await ticket.refresh(), 'approve')
    await move(cast.ben, await ticket.refresh(), 'approve')

    const preview = await getAs(cast.ana, page(ticket, good))
    assert.equal(preview.status, 200)
    for (const words of ['A poster', 'in red', '40', 'becomes version 6', 'Ana Test', 'asked']) {
      assert.include(preview.text, words)
    }
    const answer = await rollBack(cast.ben, ticket, good)
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    await ticket.refresh()
    assert.include(ticket.$attributes, {
      status: 'requested',
      title: 'A banner for payday, in red',
      description: 'One clear line, large product name.',
      quantity: 3,
      pieces: 3,
      briefVersion: 6,
      round: 2,
      rollbackCount: 1,
      approvedAt: null,
      departmentApprovedAt: null,
    })
    assert.isEmpty(await validSteps(ticket))
    const done = await lastActivity(ticket.id)
    assert.include(done, { action: 'rolled_back', from_status: 'approved', to_status: 'requested' })
    assert.equal(done.details.note, REASON)
    assert.equal(done.details.activityId, good)
    assert.deepInclude(done.changes, { field: 'quantity', before: '40', after: '3' })
    assert.deepEqual(await told(ticket.id, 'rolled_back'), [cast.maria.id])
    const asked = await told(ticket.id, 'new_request')
    assert.equal(asked.at(-1), cast.ana.id)

    // An old page decides nothing: the brief is another one since.
    const seen = { step: 'department', round: 1, brief_version: 5 }
    const late = await postAs(cast.ana, `/tickets/${ticket.id}/transitions/approve`, seen)
    assert.equal(late.status, 409)

    await move(cast.ana, ticket, 'approve')
    await move(cast.ben, await ticket.refresh(), 'approve')
    await assignTicket(ticket.id, { assigneeId: cast.kim.id }, as(cast.ben))
    await move(cast.kim, ticket, 'start')
    await move(cast.kim, ticket, 'complete')
    const finished = await move(cast.maria, ticket, 'confirm')
    assert.equal(finished.status, 'completed')
    assert.isNotNull(finished.confirmedAt)
    const story = await getAs(cast.ana, `/tickets/${ticket.id}`)
    assert.include(story.text, `when Maria Test changed the brief`)
    assert.include(story.text, REASON)
  })

  test('a point that stood on an approval is refused with another brief, and another one is named', async ({
    assert,
  }) => {
    const ticket = await ticketAt('approved', cast)
    const approved = await pointOf(ticket.id, 'approved')
    const created = await pointOf(ticket.id, 'created')
    await edit(ticket, { title: 'A poster' })
    const preview = await getAs(cast.ben, page(ticket, approved))
    assert.equal(preview.status, 200)
    assert.include(preview.text, 'Approvals never come back.')
    assert.include(preview.text, page(ticket, created))
    const answer = await rollBack(cast.ben, ticket, approved)
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'Approvals never come back.')
    assert.include(await now(ticket), { title: 'A poster', rollbackCount: 0 })
    assert.equal(await lastAction(ticket), 'updated')
  })

  test('work that was done by mistake is under way again; its ends are cleared', async ({
    assert,
  }) => {
    const ticket = await ticketAt('confirmed', cast)
    const { deadlineAt, startedAt } = ticket
    const answer = await rollBack(cast.ben, ticket, await pointOf(ticket.id, 'started'))
    assert.equal(answer.status, 302)
    await ticket.refresh()
    assert.equal(ticket.status, 'in_progress')
    assert.deepEqual(ticket.startedAt, startedAt)
    assert.isNull(ticket.completedAt)
    assert.isNull(ticket.confirmedAt)
    assert.deepEqual(ticket.deadlineAt, deadlineAt)
    assert.sameMembers(await validSteps(ticket), ['department', 'creative'])
    const times = await db.from('ticket_times').where('ticket_id', ticket.id).firstOrFail()
    assert.isNull(times.first_completed_at)
    assert.isNull(times.cycle_seconds)
    assert.isNotNull(times.first_started_at)
    assert.sameMembers(await told(ticket.id, 'rolled_back'), [cast.maria.id, cast.kim.id])
  })

  test('what was brought back from its end is not ended again by who rolls back until work starts', async ({
    assert,
  }) => {
    const ticket = await ticketAt('completed', cast)
    const points = await Promise.all(
      ['started', 'completed'].map((action) => pointOf(ticket.id, action))
    )
    const back = await rollBack(cast.ben, ticket, await pointOf(ticket.id, 'assigned'))
    assert.equal(back.location, `/tickets/${ticket.id}`)
    for (const point of points) {
      const refused = await rollBack(cast.ana, ticket, point)
      assert.equal(refused.status, 403)
      assert.include(refused.text, 'Work was under way or done at this point')
      const { status } = await now(ticket)
      assert.equal(status, 'approved')
    }
    const again = await rollBack(cast.ben, ticket, points[1])
    assert.equal(again.location, `/tickets/${ticket.id}`)
  })

  test('back before the second approval the first one counts on, and only the second is asked', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    await rollBack(cast.admin, ticket, await pointOf(ticket.id, 'dept_approved'))
    await ticket.refresh()
    assert.include(ticket.$attributes, {
      ...{ status: 'pending_creative', briefVersion: 1, round: 1, startedAt: null },
      ...{ assignedAt: null, deadlineAt: null, assigneeId: null },
    })
    assert.deepEqual(await validSteps(ticket), ['department'])
    assert.lengthOf(await told(ticket.id, 'pending_creative'), 2)
    assert.deepEqual(await told(ticket.id, 'unassigned'), [cast.kim.id])
    await move(cast.ben, ticket, 'approve')
    assert.include(await now(ticket), { status: 'approved' })
  })

  test('whom he may not assign, who left, and products that are gone are left out by name', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const first = await pointOf(ticket.id, 'created')
    const [old, other] = await Product.query().where('category', 'general').orderBy('id').limit(2)
    await edit(ticket, { productId: other.id, title: 'A poster' })
    await old.merge({ isActive: false }).save()
    const preview = await getAs(cast.ana, page(ticket, first))
    assert.include(preview.text, `${old.name} is no longer asked for.`)
    await rollBack(cast.ana, ticket, first)
    assert.include(await now(ticket), {
      title: 'A banner for payday',
      productId: other.id,
      keywords: other.name,
    })

    const assigned = await ticketAt('assigned', cast)
    const point = await pointOf(assigned.id, 'assigned')
    await assignTicket(assigned.id, { assigneeId: cast.joy.id }, as(cast.ben))
    await setPriority(assigned.id, { priority: 'urgent' }, as(cast.ben))
    await deactivatePerson(cast.kim.id, {}, as(cast.admin))
    const ofAna = await getAs(cast.ana, page(assigned, point))
    assert.include(ofAna.text, 'says who works on it')
    const ofBen = await getAs(cast.ben, page(assigned, point))
    assert.include(ofBen.text, 'Kim Test is not active any more.')
    await rollBack(cast.ben, assigned, point)
    assert.include(await now(assigned), {
      assigneeId: cast.joy.id,
      priority: 'medium',
    })
    const again = await rollBack(cast.ben, assigned, point)
    assert.equal(again.status, 422)
    assert.include(again.text, 'There is nothing to roll back.')
  })

  test('only who may, with a reason, on the page as it is, to a point of this ticket', async ({
    assert,
  }) => {
    const ticket = await ticketAt('approved', cast)
    const first = await pointOf(ticket.id, 'created')
    const bare = await rollBack(cast.ana, ticket, first, ' ')
    assert.equal(bare.status, 422)
    assert.include(bare.text, 'Write why')
    const long = await rollBack(cast.ana, ticket, first, 'x'.repeat(501))
    assert.equal(long.status, 422)
    assert.include(long.text, 'x'.repeat(501))
    assert.equal(await statusOf(rollBack(cast.maria, ticket, first)), 403)
    assert.equal(await statusOf(rollBack(cast.rico, ticket, first)), 404)
    for (const lockVersion of [1, 'abc', '']) {
      const fields = { reason: REASON, lock_version: lockVersion }
      const stale = await postAs(cast.ana, page(ticket, first), fields)
      assert.equal(stale.status, 409)
      assert.include(stale.text, 'Ben Test approved the creative step')
      assert.include(stale.text, REASON)
    }
    const other = await ticketAt('requested', cast)
    const foreign = await pointOf(other.id, 'created')
    assert.equal(await statusOf(getAs(cast.ben, page(ticket, foreign))), 404)
    assert.equal(await statusOf(rollBack(cast.ben, ticket, foreign)), 404)
    assert.equal(await statusOf(getAs(cast.ben, page(ticket, 999_999_999))), 404)
    const started = await ticketAt('in_progress', cast)
    const late = await rollBack(cast.ana, started, await pointOf(started.id, 'created'))
    assert.equal(late.status, 403)
    assert.include(late.text, 'Work has started.')
    assert.include(await now(ticket), { rollbackCount: 0 })
  })

  test('an admin on his own ticket may, and it is marked; a rejection comes back by nobody', async ({
    assert,
  }) => {
    // Nobody else manages his department, so that its step was skipped.
    const ticket = await ask(cast.admin)
    await move(cast.ben, ticket, 'reject', { note: 'Not this month.' })
    const rejected = await pointOf(ticket.id, 'rejected')
    await rollBack(cast.admin, ticket, await pointOf(ticket.id, 'created'))
    assert.include(await now(ticket), {
      status: 'pending_creative',
      rejectedAt: null,
    })
    const done = await lastActivity(ticket.id)
    assert.isTrue(done.details.own)
    const answer = await rollBack(cast.admin, ticket, rejected)
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'Only somebody who decides rejects it.')
    assert.lengthOf(await pointsOf(ticket.id, 'rolled_back'), 1)
  })
})
