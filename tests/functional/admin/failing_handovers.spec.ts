import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { continueHandovers } from '#services/handovers/continue_handovers'
import { textOf } from '#tests/support/accounts'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { told } from '#tests/support/told'
import { visit } from '#tests/support/visitor'

test.group('A ticket that cannot be handed over, whatever is tried', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  /** One that failed six times, and will again: no such number fits the column, which no rule refuses. */
  async function begin(ticket: Ticket, subject: object): Promise<number> {
    const row = { name: 'Kim Test', actor_id: cast.admin.id, choices: '{}', created_at: new Date() }
    const [{ id }] = await db
      .table('handovers')
      .insert({ ...subject, ...row })
      .returning('id')
    const part = { handover_id: id, ticket_id: ticket.id, choice: '99999999999', tries: 6 }
    await db.table('handover_tickets').insert(part)
    return id
  }

  test('stays after eight tries, marked, and the hand-over ends', async ({ assert }) => {
    const { kim, maria, ben } = cast
    const his = await ticketAt('assigned', cast)
    await kim.merge({ deactivatedAt: clock.now() }).save()
    const left = await begin(his, {
      subject_type: 'user',
      subject_id: kim.id,
      why: 'deactivated',
    })
    const theirs = await ask(maria, { type: 'bug' })
    const closed = await begin(theirs, {
      subject_type: 'department',
      subject_id: theirs.handlingDepartmentId,
      why: 'closed',
    })
    const open = db.from('handovers').whereNull('finished_at')
    await continueHandovers()
    assert.lengthOf(await open.clone(), 2)
    await continueHandovers()
    assert.isEmpty(await open)
    assert.deepEqual(await told(his.id, 'assignee_left'), [ben.id])
    const audit = await db.from('audit_events').where('action', 'work_handed_over')
    const stays = [{ field: 'stays', before: null, after: '1' }]
    assert.deepEqual(
      audit.map(({ changes }) => changes),
      [stays, stays]
    )
    const olga = await visit(cast.admin)
    for (const [id, ticket] of [
      [left, his],
      [closed, theirs],
    ] as const) {
      const text = await textOf(olga.get(`/admin/handovers/${id}`))
      assert.include(text, `The desk tried 8 times to hand #${ticket.id} over and could not.`)
      assert.include(text, '1 ticket stays with Kim Test')
    }
  })
})
