import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { assignTicket } from '#services/tickets/assign_ticket'

test.group('A creative ticket, from "I need a banner" to "thank you"', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('goes through both approvals, work, a revision and the confirmation', async ({ assert }) => {
    let ticket = await ask(cast.maria)
    assert.equal(ticket.status, 'requested')
    assert.deepEqual(await told(ticket.id, 'new_request'), [cast.ana.id])

    ticket = await move(cast.ana, ticket, 'approve', {
      seen: { step: 'department', round: 1, briefVersion: 1 },
    })
    assert.equal(ticket.status, 'pending_creative')
    assert.deepEqual(await told(ticket.id, 'pending_creative'), [cast.ben.id])
    assert.deepEqual(await told(ticket.id, 'approved_department'), [cast.maria.id])

    ticket = await move(cast.ben, ticket, 'approve')
    assert.equal(ticket.status, 'approved')
    assert.isNull(ticket.deadlineAt)

    ticket = await assignTicket(
      ticket.id,
      { assigneeId: cast.kim.id, collaboratorIds: [cast.joy.id] },
      { by: cast.ben, channel: 'web' }
    )
    assert.deepEqual(await told(ticket.id, 'assigned'), [cast.kim.id])
    assert.deepEqual(await told(ticket.id, 'collaborator_added'), [cast.joy.id])
    assert.equal(ticket.deadlineAt!.diff(ticket.clockStartedAt!, 'hours').hours, 72)

    ticket = await move(cast.kim, ticket, 'start')
    ticket = await move(cast.joy, ticket, 'complete')
    ticket = await move(cast.maria, ticket, 'request_revision', { note: 'Bigger line' })
    assert.equal(ticket.revisionCount, 1)
    assert.equal(ticket.status, 'in_progress')
    ticket = await move(cast.kim, ticket, 'complete')
    ticket = await move(cast.maria, ticket, 'confirm')
    assert.isNotNull(ticket.confirmedAt)

    const activities = await db
      .from('activities_in_full')
      .where('ticket_id', ticket.id)
      .orderBy('id')
    assert.deepEqual(
      activities.map((activity) => activity.action),
      [
        'created',
        'dept_approved',
        'approved',
        'assigned',
        'started',
        'completed',
        'revision_requested',
        'completed',
        'confirmed',
      ]
    )
    const snapshots = await db.from('ticket_snapshots').where('ticket_id', ticket.id)
    assert.lengthOf(snapshots, activities.length)
  })

  test('tells nobody about his own act and nobody twice', async ({ assert }) => {
    const ticket = await ticketAt('confirmed', cast)
    const twice = await db
      .from('notifications')
      .where('ticket_id', ticket.id)
      .groupBy('event_key', 'user_id')
      .having(db.raw('count(*)'), '>', 1)
      .select('event_key')
    assert.lengthOf(twice, 0)
    const own = await db
      .from('notifications')
      .where('ticket_id', ticket.id)
      .whereColumn('user_id', 'actor_id')
    assert.lengthOf(own, 0)
  })

  test('the database refuses a status the workflow does not know', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const savepoint = await db.transaction()
    await assert.rejects(
      () => savepoint.from('tickets').where('id', ticket.id).update({ status: 'completed' }),
      /knows no move/
    )
    await savepoint.rollback()
  })

  test('what happened cannot be changed', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const savepoint = await db.transaction()
    await assert.rejects(
      () => savepoint.from('activities').where('ticket_id', ticket.id).update({ action: 'x' }),
      /permission denied/
    )
    await savepoint.rollback()
  })
})

async function told(ticketId: number, kind: string): Promise<number[]> {
  const rows = await db
    .from('notifications')
    .where({ ticket_id: ticketId, kind })
    .orderBy('user_id')
  return rows.map((row) => row.user_id)
}
