import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { assignTicket } from '#services/tickets/assign_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { makeCast, type Cast } from '#tests/support/people'
import { actions, lastActivity, told } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'

const web = (by: User) => ({ by, channel: 'web' as const })

test.group('The planned schedule', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  /** A photo shoot of Maria's that Kim and Joy are to do tomorrow. */
  async function plannedShoot() {
    const start = clock.now().plus({ days: 1 }).startOf('hour')
    const form = {
      assigneeId: cast.kim.id,
      collaboratorIds: [cast.joy.id],
      scheduledStart: start,
      scheduledEnd: start.plus({ hours: 2 }),
    }
    const asked = await ask(cast.maria, { type: 'photoshoot' })
    await move(cast.ana, asked, 'approve')
    await move(cast.ben, asked, 'approve')
    return { form, ticket: await assignTicket(asked.id, form, web(cast.ben)) }
  }

  test('is told to the requester when it is set, and kept in the history', async ({ assert }) => {
    const { ticket, form } = await plannedShoot()
    assert.deepEqual(await told(ticket.id, 'schedule_changed'), [cast.maria.id])
    assert.deepEqual(await told(ticket.id, 'assigned'), [cast.kim.id])
    const { changes } = await lastActivity(ticket.id)
    assert.deepInclude(changes, {
      field: 'scheduledStart',
      before: null,
      after: form.scheduledStart.toISO(),
    })
  })

  test('is told to everybody on the ticket when it moves', async ({ assert }) => {
    const { ticket, form } = await plannedShoot()
    const later = form.scheduledEnd.plus({ hours: 3 })
    const moved = await assignTicket(ticket.id, { ...form, scheduledEnd: later }, web(cast.ben))
    assert.equal(moved.deadlineAt!.toMillis(), later.toMillis())
    assert.sameMembers(await told(ticket.id, 'schedule_changed'), [
      cast.maria.id,
      cast.maria.id,
      cast.kim.id,
      cast.joy.id,
    ])
    const { action, changes } = await lastActivity(ticket.id)
    assert.equal(action, 'rescheduled')
    assert.lengthOf(changes, 1)
  })

  test('that is sent again as it is changes nothing', async ({ assert }) => {
    const { ticket, form } = await plannedShoot()
    const before = await actions(ticket.id)
    const same = await assignTicket(ticket.id, form, web(cast.ben))
    assert.deepEqual(await actions(ticket.id), before)
    assert.equal(same.lockVersion, ticket.lockVersion)
  })
})

test.group('People who are only proposed', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are told of nothing before the final approval', async ({ assert }) => {
    const cast = await makeCast()
    const form = { assigneeId: cast.kim.id, collaboratorIds: [cast.joy.id] }
    const ticket = await ticketAt('requested', cast, form)
    await addComment(ticket.id, { body: 'Which logo?' }, web(cast.ana))
    await setPriority(ticket.id, { priority: 'high' }, web(cast.ana))
    assert.deepEqual(await told(ticket.id, 'comment'), [cast.maria.id])
    assert.deepEqual(await told(ticket.id, 'priority_changed'), [cast.maria.id])
  })
})
