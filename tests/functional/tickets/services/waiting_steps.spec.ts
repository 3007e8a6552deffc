import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { deactivatePerson } from '#services/people/deactivate_person'
import { approveRegistration } from '#services/people/decide_registration'
import { editBrief } from '#services/tickets/edit_brief'
import { setPriority } from '#services/tickets/set_priority'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { lastActivity, told } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'

const web = (by: User) => ({ by, channel: 'web' as const })

test.group('A step that waits while people come and go', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('is asked of a manager whose account opens only now', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const form = { username: 'grace', role: 'manager' as const, approved: false }
    const grace = await makePerson(form)
    await approveRegistration(grace.id, web(cast.admin))
    assert.sameMembers(await told(ticket.id, 'new_request'), [cast.ana.id, grace.id])
  })

  test('goes to the admins when only the requester himself manages the department', async ({
    assert,
  }) => {
    const otto = await makePerson({ username: 'otto', role: 'admin', department: 'Finance' })
    const ticket = await ticketAt('requested', cast)
    await db.from('users').where('id', cast.maria.id).update({ role: 'manager' })
    await deactivatePerson(cast.ana.id, { seen: 0 }, web(cast.admin))
    assert.sameMembers(await told(ticket.id, 'new_request'), [cast.ana.id, otto.id])
  })

  test('is asked again after the trash, also for a requester who manages by now', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    await trashTicket(ticket.id, web(cast.maria))
    await db.from('users').where('id', cast.maria.id).update({ role: 'manager' })
    await restoreTicket(ticket.id, web(cast.admin))
    assert.deepEqual(await told(ticket.id, 'new_request'), [cast.ana.id, cast.ana.id])
  })

  test('is skipped when nobody but the requester is left', async ({ assert }) => {
    const ivy = await makePerson({ username: 'ivy', role: 'manager', department: 'IT' })
    const { id } = await ask(cast.admin)
    await deactivatePerson(ivy.id, { seen: 0 }, web(cast.admin))
    const ticket = await Ticket.findOrFail(id)
    assert.equal(ticket.status, 'pending_creative')
    const [skip] = await db.from('approvals').where('ticket_id', id)
    assert.deepEqual([skip.step, skip.reason], ['department', 'nobody_else'])
    assert.deepEqual(await told(id, 'pending_creative'), [cast.ben.id])
    const activity = await lastActivity(id)
    assert.equal(activity.action, 'step_skipped')
    assert.deepEqual(activity.details.skipped, [{ step: 'department', reason: 'nobody_else' }])
    assert.equal(activity.from_status, 'requested')
  })

  test('waits on where a second person is asked for', async ({ assert }) => {
    const ivy = await makePerson({ username: 'ivy', role: 'manager', department: 'IT' })
    const { id } = await ask(cast.admin)
    await db.from('departments').where('name', 'IT').update({ require_second_person: true })
    await deactivatePerson(ivy.id, { seen: 0 }, web(cast.admin))
    const ticket = await Ticket.findOrFail(id)
    assert.equal(ticket.status, 'requested')
  })
})

test.group('A step that is asked', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('a skipped step is no approval: the requester may still change the priority', async ({
    assert,
  }) => {
    const ticket = await ask(cast.kim)
    assert.equal(ticket.status, 'pending_creative')
    assert.isNull(ticket.departmentApprovedAt)
    const form = { priority: 'high' as const }
    const changed = await setPriority(ticket.id, form, { by: cast.kim, channel: 'web' })
    assert.equal(changed.priority, 'high')
  })

  test('becomes due anew with a changed brief, in the ticket and in its times', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    clock.moveTo(clock.now().plus({ hours: 5 }))
    const edit = { ...ticket.$attributes, title: 'Another line', lockVersion: ticket.lockVersion }
    const edited = await editBrief(ticket.id, edit as never, { by: cast.maria, channel: 'web' })
    const times = await db.from('ticket_times').where('ticket_id', ticket.id).firstOrFail()
    assert.closeTo(edited.statusSince.toMillis(), times.department_due_at.getTime(), 1000)
    assert.isAbove(edited.statusSince.toMillis(), ticket.statusSince.toMillis())
  })

  test('what goes back to approval counts as a new version of the brief', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const back = await move(cast.ben, ticket, 'send_back', { note: 'The offer changed.' })
    assert.equal(back.status, 'requested')
    assert.equal(back.briefVersion, 2)
    assert.isNull(back.departmentApprovedAt)
  })
})
