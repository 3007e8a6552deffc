import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { editBrief } from '#services/tickets/edit_brief'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { actions, lastActivity, told } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'

const web = (by: User) => ({ by, channel: 'web' as const })

/** The valid rows of a ticket's approvals, as step, decision, reason. */
async function signed(ticketId: number) {
  const rows = await db
    .from('approvals')
    .where('ticket_id', ticketId)
    .whereNull('voided_at')
    .orderBy('step', 'desc')
  return rows.map((row) => [row.step, row.decision, row.reason].filter(Boolean).join(' '))
}

async function edit(ticket: Ticket, by: User, description: string) {
  const fresh = await Ticket.findOrFail(ticket.id)
  return editBrief(
    ticket.id,
    {
      title: fresh.title,
      description,
      productId: fresh.productId,
      quantity: fresh.quantity,
      criteria: fresh.criteria,
      lockVersion: fresh.lockVersion,
    },
    web(by)
  )
}

test.group('Steps that are skipped', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('the department step, for a manager of the requesting department', async ({ assert }) => {
    const ticket = await ask(cast.ana)
    assert.equal(ticket.status, 'pending_creative')
    assert.deepEqual(await signed(ticket.id), ['department skipped requester_manages'])
    assert.deepEqual(await told(ticket.id, 'pending_creative'), [cast.ben.id])
    assert.deepEqual(await told(ticket.id, 'new_request'), [])
  })

  test('the department step, for every member of the creative department', async ({ assert }) => {
    const ticket = await ask(cast.kim)
    assert.equal(ticket.status, 'pending_creative')
    assert.deepEqual(await signed(ticket.id), ['department skipped requester_is_creative'])
  })

  test('both, for a creative manager; then it is approved at once', async ({ assert }) => {
    const ticket = await ask(cast.ben, { assigneeId: cast.kim.id })
    assert.equal(ticket.status, 'approved')
    assert.deepEqual(await signed(ticket.id), [
      'department skipped requester_manages',
      'creative skipped requester_manages',
    ])
    assert.isNotNull(ticket.assignedAt)
    assert.isNotNull(ticket.deadlineAt)
    assert.deepEqual(await told(ticket.id, 'assigned'), [cast.kim.id])
  })

  test('the named manager of another department counts as its manager', async ({ assert }) => {
    const nora = await makePerson({ username: 'nora', role: 'manager', department: 'Sales' })
    await Department.query().where('name', 'Marketing').update({ managerId: nora.id })
    const ticket = await ask(cast.maria)
    assert.sameMembers(await told(ticket.id, 'new_request'), [cast.ana.id, nora.id])
    const moved = await move(nora, ticket, 'approve')
    assert.equal(moved.status, 'pending_creative')
  })

  test('an admin’s right does not count', async ({ assert }) => {
    await makePerson({ username: 'otto', role: 'admin', department: 'Finance' })
    const ticket = await ask(cast.admin)
    assert.equal(ticket.status, 'requested')
    assert.deepEqual(await signed(ticket.id), [])
  })

  test('not when the department asks for a second person', async ({ assert }) => {
    await Department.query().where('name', 'Marketing').update({ requireSecondPerson: true })
    const alone = await ask(cast.ana)
    assert.equal(alone.status, 'requested')
    assert.deepEqual(await told(alone.id, 'new_request'), [cast.admin.id])
    await assert.rejects(() => move(cast.ana, alone, 'approve'), /somebody else has to decide/)
    const leo = await makePerson({ username: 'leo', role: 'manager', department: 'Marketing' })
    const ticket = await ask(cast.ana)
    assert.deepEqual(await told(ticket.id, 'new_request'), [leo.id])
    const moved = await move(leo, ticket, 'approve')
    assert.equal(moved.status, 'pending_creative')
  })

  test('the creative department asks for its own second person', async ({ assert }) => {
    await Department.query().where('isCreative', true).update({ requireSecondPerson: true })
    const ticket = await ask(cast.ben)
    const bea = await makePerson({ username: 'bea', role: 'manager', department: 'Creative' })
    assert.notEqual(ticket.status, 'approved')
    const second = await ask(cast.ben)
    await assert.rejects(() => move(cast.ben, second, 'approve'), /somebody else has to decide/)
    let moved = await move(bea, second, 'approve')
    if (moved.status === 'pending_creative') moved = await move(bea, second, 'approve')
    assert.equal(moved.status, 'approved')
  })
})

test.group('Nobody left to decide', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('without an active manager the admins decide, and are told', async ({ assert }) => {
    await cast.ana.merge({ deactivatedAt: cast.ana.createdAt }).save()
    const ticket = await ask(cast.maria)
    assert.equal(ticket.status, 'requested')
    assert.deepEqual(await told(ticket.id, 'new_request'), [cast.admin.id])
    const moved = await move(cast.admin, ticket, 'approve')
    assert.equal(moved.status, 'pending_creative')
  })

  test('the only admin asks, his department has no manager', async ({ assert }) => {
    const ticket = await ask(cast.admin)
    assert.equal(ticket.status, 'pending_creative')
    assert.deepEqual(await signed(ticket.id), ['department skipped nobody_else'])
    const audit = await db
      .from('audit_events')
      .where({ action: 'step_skipped_nobody_else', subject_id: String(ticket.id) })
    assert.lengthOf(audit, 1)
  })

  test('with a second person asked for it waits instead', async ({ assert }) => {
    await Department.query().where('name', 'IT').update({ requireSecondPerson: true })
    const ticket = await ask(cast.admin)
    assert.equal(ticket.status, 'requested')
    assert.deepEqual(await signed(ticket.id), [])
  })
})

test.group('A changed brief', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('before any decision counts its version up and asks again', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const edited = await edit(ticket, cast.maria, 'Blue')
    assert.equal(edited.status, 'requested')
    assert.equal(edited.briefVersion, 2)
    assert.deepEqual(await told(ticket.id, 'new_request'), [cast.ana.id, cast.ana.id])
    await assert.rejects(
      () =>
        move(cast.ana, ticket, 'approve', {
          seen: { step: 'department', round: 1, briefVersion: 1 },
        }),
      /brief of #\d+ changed/
    )
  })

  test('voids the approvals, stops the clock and makes the people a proposal again', async ({
    assert,
  }) => {
    const ticket = await ticketAt('assigned', cast)
    const edited = await edit(ticket, cast.maria, 'Blue')
    assert.equal(edited.status, 'requested')
    assert.deepEqual(await signed(ticket.id), [])
    assert.isNull(edited.assignedAt)
    assert.isNull(edited.deadlineAt)
    assert.isNull(edited.clockStartedAt)
    assert.isNull(edited.approvedAt)
    assert.isNull(edited.departmentApprovedAt)
    assert.equal(edited.assigneeId, cast.kim.id)
    assert.deepEqual(await told(ticket.id, 'brief_changed'), [cast.kim.id])
    const activity = await lastActivity(ticket.id)
    assert.isTrue(activity.details.approvalsVoided)
    await assert.rejects(() => move(cast.kim, ticket, 'start'), /approved first|starts the work/)
    await move(cast.ana, ticket, 'approve')
    const again = await move(cast.ben, ticket, 'approve')
    assert.isNotNull(again.assignedAt)
    assert.isNotNull(again.deadlineAt)
  })

  test('by a manager still goes back to the first step not skipped', async ({ assert }) => {
    const ticket = await ask(cast.ana)
    await move(cast.ben, ticket, 'approve')
    const edited = await edit(ticket, cast.ben, 'Blue')
    assert.equal(edited.status, 'pending_creative')
    assert.deepEqual(await signed(ticket.id), ['department skipped requester_manages'])
  })

  test('is frozen once work has started', async ({ assert }) => {
    for (const stage of ['in_progress', 'completed'] as const) {
      const ticket = await ticketAt(stage, cast)
      const before = await actions(ticket.id)
      await assert.rejects(() => edit(ticket, cast.maria, 'Blue'), /frozen/)
      assert.deepEqual(await actions(ticket.id), before)
    }
  })

  test('of a rejected ticket waits until it is asked for again', async ({ assert }) => {
    const ticket = await ticketAt('rejected', cast)
    const edited = await edit(ticket, cast.maria, 'Blue')
    assert.equal(edited.status, 'rejected')
    assert.equal(edited.briefVersion, 2)
    assert.lengthOf(await told(ticket.id, 'new_request'), 1)
    const again = await move(cast.maria, ticket, 'resubmit')
    assert.equal(again.status, 'requested')
    assert.equal(again.round, 2)
    assert.lengthOf(await told(ticket.id, 'new_request'), 2)
    await assert.rejects(
      () =>
        move(cast.ana, again, 'approve', {
          seen: { step: 'department', round: 1, briefVersion: 2 },
        }),
      /no longer waits|already/
    )
  })

  test('that changes nothing is not recorded', async ({ assert }) => {
    const ticket = await ticketAt('pending_creative', cast)
    const before = await actions(ticket.id)
    await edit(ticket, cast.maria, ticket.description)
    assert.deepEqual(await actions(ticket.id), before)
  })

  test('skips are computed anew in each round', async ({ assert }) => {
    const ticket = await ticketAt('rejected', cast)
    await db.from('users').where('id', cast.maria.id).update({ role: 'manager' })
    const again = await move(cast.maria, ticket, 'resubmit')
    assert.equal(again.status, 'pending_creative')
    assert.deepEqual(await signed(ticket.id), ['department skipped requester_manages'])
  })
})

test.group('Proposed people', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('take effect with the final approval', async ({ assert }) => {
    const form = { assigneeId: cast.kim.id, collaboratorIds: [cast.joy.id] }
    const ticket = await ask(cast.maria, form)
    assert.equal(ticket.assigneeId, cast.kim.id)
    assert.isNull(ticket.assignedAt)
    assert.deepEqual(await told(ticket.id, 'assigned'), [])
    await move(cast.ana, ticket, 'approve')
    const approved = await move(cast.ben, ticket, 'approve')
    assert.isNotNull(approved.assignedAt)
    assert.equal(approved.deadlineAt!.diff(approved.clockStartedAt!, 'hours').hours, 72)
    assert.deepEqual(await told(ticket.id, 'assigned'), [cast.kim.id])
    assert.deepEqual(await told(ticket.id, 'collaborator_added'), [cast.joy.id])
    assert.deepEqual(
      await told(ticket.id, 'approved'),
      [cast.maria.id, cast.ana.id].sort((a, b) => a - b)
    )
  })

  test('who left in between is not assigned; the managers are told why', async ({ assert }) => {
    const ticket = await ask(cast.maria, {
      assigneeId: cast.kim.id,
      collaboratorIds: [cast.joy.id],
    })
    await move(cast.ana, ticket, 'approve')
    await db.from('users').where('id', cast.kim.id).update({ deactivated_at: new Date() })
    const leo = await makePerson({ username: 'leo', role: 'manager', department: 'Creative' })
    const approved = await move(leo, ticket, 'approve')
    assert.equal(approved.status, 'approved')
    assert.isNull(approved.assigneeId)
    assert.isNull(approved.deadlineAt)
    assert.deepEqual(await told(ticket.id, 'proposal_person_left'), [cast.ben.id])
    assert.lengthOf(await db.from('collaborators').where('ticket_id', ticket.id), 0)
    const activity = await lastActivity(ticket.id)
    assert.equal(activity.details.proposal, 'proposal_person_left')
  })

  test('a collaborator who left is dropped, the others stay', async ({ assert }) => {
    const ticket = await ask(cast.maria, {
      assigneeId: cast.kim.id,
      collaboratorIds: [cast.joy.id, cast.paolo.id],
    })
    await move(cast.ana, ticket, 'approve')
    await db.from('users').where('id', cast.joy.id).update({ deactivated_at: new Date() })
    const leo = await makePerson({ username: 'leo', role: 'manager', department: 'Creative' })
    const approved = await move(leo, ticket, 'approve')
    assert.equal(approved.assigneeId, cast.kim.id)
    assert.deepEqual(await told(ticket.id, 'collaborator_added'), [cast.paolo.id])
    assert.deepEqual(await told(ticket.id, 'proposal_helper_left'), [cast.ben.id])
    const activity = await lastActivity(ticket.id)
    assert.equal(activity.details.proposal, 'proposal_helper_left')
  })

  test('a scheduled type without a start is approved unassigned', async ({ assert }) => {
    const ticket = await ask(cast.maria, { type: 'photoshoot', assigneeId: cast.kim.id })
    await move(cast.ana, ticket, 'approve')
    const leo = await makePerson({ username: 'leo', role: 'manager', department: 'Creative' })
    const approved = await move(leo, ticket, 'approve')
    assert.isNull(approved.assigneeId)
    assert.deepEqual(await told(ticket.id, 'proposal_without_start'), [cast.ben.id])
  })

  test('only active members of the handling department can be proposed', async ({ assert }) => {
    await db.from('users').where('id', cast.joy.id).update({ deactivated_at: new Date() })
    for (const id of [cast.rico.id, cast.joy.id, 999_999]) {
      await assert.rejects(() => ask(cast.maria, { assigneeId: id }), /Choose an active member/)
    }
    assert.lengthOf(await db.from('tickets'), 0)
  })

  test('the managers are told when nobody was proposed', async ({ assert }) => {
    const leo = await makePerson({ username: 'leo', role: 'manager', department: 'Creative' })
    const ticket = await ticketAt('pending_creative', cast)
    await move(leo, ticket, 'approve')
    assert.deepEqual(await told(ticket.id, 'needs_assignee'), [cast.ben.id])
  })
})
