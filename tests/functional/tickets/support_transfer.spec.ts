import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { addCollaborator } from '#services/tickets/add_collaborator'
import { addComment } from '#services/comments/add_comment'
import { statusOf } from '#tests/support/accounts'
import { getAs, postAs } from '#tests/support/answers'
import { shareDesk } from '#tests/support/shared_desk'
import { makeSupportCast, supportAt, type SupportCast } from '#tests/support/support_desk'
import { lastActivity, told } from '#tests/support/told'

test.group('A support ticket goes to another department', (group) => {
  let cast: SupportCast
  let care: Department
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    care = await Department.findByOrFail('name', 'Customer Care')
    return [cast, care]
  })
  const to = (ticket: Ticket) => `/tickets/${ticket.id}/transfer`

  test('it is new there, nobody has it, and everybody concerned is told', async ({ assert }) => {
    const ticket = await supportAt('in_progress', cast)
    await addCollaborator(ticket.id, cast.igor.id, { by: cast.ivan, channel: 'web' })
    const fields = { department_id: care.id, reason: 'A question of price.', priority: 'high' }
    const answer = await postAs(cast.ida, to(ticket), fields)
    assert.equal(answer.status, 302)
    assert.equal(answer.location, '/tickets')
    await ticket.refresh()
    assert.include(ticket.$attributes, {
      status: 'open',
      handlingDepartmentId: care.id,
      assigneeId: null,
      assignedAt: null,
      priority: 'high',
    })
    assert.lengthOf(await db.from('collaborators').where('ticket_id', ticket.id), 0)
    assert.deepEqual(await told(ticket.id, 'transferred'), [cast.cora.id])
    assert.deepEqual(await told(ticket.id, 'collaborator_removed'), [cast.igor.id])
    const done = await lastActivity(ticket.id)
    assert.include(done, { action: 'transferred', from_status: 'in_progress', to_status: 'open' })
    assert.equal(done.details.note, 'A question of price.')
    assert.deepEqual(done.changes, [
      { field: 'department', before: 'IT', after: 'Customer Care' },
      { field: 'priority', before: 'medium', after: 'high' },
      { field: 'assignee', before: 'Ida Test', after: null },
      { field: 'collaborators', before: 'Igor Test', after: null },
    ])
  })

  test('the assignee is told when somebody else hands it over, by whom it still is seen', async ({
    assert,
  }) => {
    const ticket = await supportAt('in_progress', cast)
    const answer = await postAs(cast.olga, to(ticket), { department_id: care.id, reason: 'Care.' })
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    assert.deepEqual(await told(ticket.id, 'unassigned'), [cast.ida.id])
  })

  test('the old department loses sight of it, the new one reads its notes', async ({ assert }) => {
    const ticket = await supportAt('in_progress', cast)
    const note = { body: 'The secret of the till', isInternal: true }
    await addComment(ticket.id, note, { by: cast.ida, channel: 'web' })
    await postAs(cast.ida, to(ticket), { department_id: care.id, reason: 'Price.' })
    const page = `/tickets/${ticket.id}`
    for (const gone of [cast.ida, cast.igor, cast.ivan, cast.fred]) {
      assert.equal(await statusOf(getAs(gone, page)), 404)
    }
    const read = await getAs(cast.carl, page)
    assert.equal(read.status, 200)
    assert.include(read.text, 'The secret of the till')
    const asked = await getAs(cast.rosa, page)
    assert.notInclude(asked.text, 'The secret of the till')
  })

  test('the clock goes on from the same start, by the new calendar and priority', async ({
    assert,
  }) => {
    const start = DateTime.fromISO('2026-03-02T08:00:00Z')
    clock.freeze(start)
    const ticket = await supportAt('pending_user', cast)
    clock.freeze(start.plus({ hours: 3 }))
    await db
      .from('departments')
      .where('id', care.id)
      .update({
        time_zone: 'UTC',
        working_hours: JSON.stringify({ 1: [{ from: '09:00', to: '17:00' }] }),
      })
    const fields = { department_id: care.id, reason: 'Price.', priority: 'high' }
    await postAs(cast.ida, to(ticket), fields)
    await ticket.refresh()
    assert.isNull(ticket.pausedAt)
    assert.equal(ticket.clockStartedAt!.toMillis(), start.toMillis())
    assert.equal(ticket.pausedSeconds, 3 * 3600)
    // 8 hours of Mondays from 11:00 on: 6 today, 2 a week later.
    assert.equal(ticket.deadlineAt!.toMillis(), DateTime.fromISO('2026-03-09T11:00:00Z').toMillis())
  })

  test('is refused in words, and nothing changes: {title}')
    .with([
      { title: 'its own department', change: { department: 'IT' }, says: 'handled there already' },
      { title: 'one that is closed', change: { department: 'Sales' }, says: 'active departments' },
      { title: 'none', change: { department: null }, says: 'active departments' },
      { title: 'one that is not there', change: { id: '99999999' }, says: 'active departments' },
      { title: 'without a reason', change: { reason: '  ' }, says: 'Write why' },
      { title: 'priority down', change: { priority: 'low' }, says: 'one step' },
      { title: 'priority up two', change: { priority: 'urgent' }, says: 'one step' },
      { title: 'no priority', change: { priority: 'huge' }, says: '' },
      { title: 'garbage', change: { id: "1' or 1" }, says: '' },
    ] as { title: string; change: Record<string, string | null>; says: string }[])
    .run(async ({ assert }, { change, says }) => {
      await db.from('departments').where('name', 'Sales').update({ is_active: false })
      const ticket = await supportAt('in_progress', cast)
      const { department = 'Customer Care', id, reason = 'Price.', priority } = change
      const found = department ? await Department.findByOrFail('name', department) : null
      const answer = await postAs(cast.ida, to(ticket), {
        department_id: id ?? found?.id ?? '',
        reason: reason!,
        ...(priority ? { priority } : {}),
      })
      assert.equal(answer.status, 422)
      assert.include(answer.text, says)
      const before = ticket.lockVersion
      await ticket.refresh()
      assert.equal(ticket.lockVersion, before)
      assert.include(ticket.$attributes, { status: 'in_progress', priority: 'medium' })
      const { action } = await lastActivity(ticket.id)
      assert.equal(action, 'started')
    })

  test('not by the requester, nor his manager; not once it is resolved; not a creative one', async ({
    assert,
  }) => {
    const fields = { department_id: care.id, reason: 'Mine.' }
    const ticket = await supportAt('in_progress', cast)
    for (const by of [cast.rosa, cast.max]) {
      const answer = await postAs(by, to(ticket), fields)
      assert.equal(answer.status, 403)
    }
    assert.equal(await statusOf(postAs(cast.fred, to(ticket), fields)), 404)
    const resolved = await supportAt('resolved', cast)
    assert.equal(await statusOf(postAs(cast.ida, to(resolved), fields)), 403)
  })

  test('a page that is out of date is told so', async ({ assert }) => {
    const ticket = await supportAt('in_progress', cast)
    const stale = { department_id: care.id, reason: 'Price.', lock_version: 1 }
    assert.equal(await statusOf(postAs(cast.ida, to(ticket), stale)), 409)
  })
})
