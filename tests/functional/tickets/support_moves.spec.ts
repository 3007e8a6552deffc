import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { onACleanDesk } from '#tests/support/accounts'
import { postAs } from '#tests/support/answers'
import { shareDesk } from '#tests/support/shared_desk'
import { lastActivity, told } from '#tests/support/told'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'
import { move } from '#tests/support/tickets'

test.group('A support ticket is worked on', (group) => {
  let cast: SupportCast
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    return cast
  })

  test('is new at once, and tells the managers of its department', async ({ assert }) => {
    const ticket = await askSupport(cast.rosa)
    assert.equal(ticket.status, 'open')
    assert.isNull(ticket.assigneeId)
    assert.deepEqual(await told(ticket.id, 'opened'), [cast.ivan.id])
    const created = await lastActivity(ticket.id)
    assert.equal(created.action, 'created')
    assert.equal(created.to_status, 'open')
    assert.isNull(created.from_status)
  })

  test('take gives it to who took it, and says so in the history', async ({ assert }) => {
    const ticket = await move(cast.ida, await askSupport(cast.rosa), 'take')
    assert.equal(ticket.assigneeId, cast.ida.id)
    assert.isNotNull(ticket.assignedAt)
    assert.equal(ticket.status, 'open')
    const { action, changes } = await lastActivity(ticket.id)
    assert.equal(action, 'taken')
    assert.deepEqual(changes, [{ field: 'assignee', before: null, after: 'Ida Test' }])
  })

  test('who comes second hears who took it: 409, and nothing changed', async ({ assert }) => {
    const ticket = await supportAt('taken', cast)
    const answer = await postAs(cast.igor, `/tickets/${ticket.id}/transitions/take`)
    assert.equal(answer.status, 409)
    assert.include(answer.text, `Ida Test took #${ticket.id} already.`)
    const again = await postAs(cast.ida, `/tickets/${ticket.id}/transitions/take`)
    assert.equal(again.status, 409)
    assert.include(again.text, `#${ticket.id} is yours already.`)
    await ticket.refresh()
    assert.equal(ticket.assigneeId, cast.ida.id)
  })

  test('{name} gives an unassigned ticket to the member who acts')
    .with([
      { name: 'start', stage: 'open', to: 'in_progress' },
      { name: 'ask_requester', stage: 'open', to: 'pending_user' },
      { name: 'hold', stage: 'open', to: 'on_hold' },
      { name: 'resolve', stage: 'open', to: 'resolved' },
    ] as const)
    .run(async ({ assert }, { name, stage, to }) => {
      const ticket = await supportAt(stage, cast)
      const moved = await move(cast.igor, ticket, name, { note: 'Because.' })
      assert.equal(moved.status, to)
      assert.equal(moved.assigneeId, cast.igor.id)
      const { changes, from_status: from } = await lastActivity(ticket.id)
      assert.deepEqual(changes, [{ field: 'assignee', before: null, after: 'Igor Test' }])
      assert.equal(from, stage)
    })

  test('another one’s ticket stays his, and an admin from elsewhere gets none', async ({
    assert,
  }) => {
    const taken = await supportAt('taken', cast)
    const started = await move(cast.igor, taken, 'start')
    assert.equal(started.assigneeId, cast.ida.id)
    const open = await move(cast.olga, await askSupport(cast.rosa), 'start')
    assert.equal(open.status, 'in_progress')
    assert.isNull(open.assigneeId)
  })

  test('its manager from elsewhere does not take it: he gives it to a member', async ({
    assert,
  }) => {
    await db.from('departments').where('name', 'IT').update({ manager_id: cast.cora.id })
    const ticket = await askSupport(cast.rosa)
    const answer = await postAs(cast.cora, `/tickets/${ticket.id}/transitions/take`)
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'Only members of the handling department take it.')
    const { action } = await lastActivity(ticket.id)
    assert.equal(action, 'created')
  })

  test('a question is a public comment, tells the requester and stops the clock', async ({
    assert,
  }) => {
    const ticket = await supportAt('pending_user', cast)
    const [comment] = await db.from('comments').where('ticket_id', ticket.id)
    assert.equal(comment.body, 'Which till?')
    assert.isFalse(comment.is_internal)
    assert.equal(ticket.commentCount, 1)
    assert.isNotNull(ticket.pausedAt)
    assert.isNull(ticket.deadlineAt)
    assert.deepEqual(await told(ticket.id, 'waiting_for_you'), [cast.rosa.id])
  })

  test('what has to be written is asked for: {$self}')
    .with(['ask_requester', 'hold', 'resolve'])
    .run(async ({ assert }, name) => {
      const ticket = await supportAt('in_progress', cast)
      const path = `/tickets/${ticket.id}/transitions/${name}`
      const answer = await postAs(cast.ida, path, { note: '  ' })
      assert.equal(answer.status, 422)
      await ticket.refresh()
      assert.equal(ticket.status, 'in_progress')
    })

  test('resolve keeps the note apart and tells the requester', async ({ assert }) => {
    const ticket = await supportAt('resolved', cast)
    assert.equal(ticket.resolutionNote, 'A new cable.')
    assert.isNotNull(ticket.resolvedAt)
    assert.deepEqual(await told(ticket.id, 'resolved'), [cast.rosa.id])
  })

  test('reopen goes back to new, keeps the assignee and tells him', async ({ assert }) => {
    const ticket = await supportAt('resolved', cast)
    const again = await move(cast.rosa, ticket, 'reopen', { note: 'It stopped again.' })
    assert.equal(again.status, 'open')
    assert.equal(again.reopenCount, 1)
    assert.isNull(again.resolvedAt)
    assert.equal(again.assigneeId, cast.ida.id)
    assert.deepEqual(await told(ticket.id, 'reopened'), [cast.ida.id])
  })

  test('the requester closes, and withdraws what he no longer needs', async ({ assert }) => {
    const closed = await supportAt('closed', cast)
    assert.equal(closed.status, 'closed')
    assert.isNotNull(closed.closedAt)
    const open = await move(cast.rosa, await supportAt('taken', cast), 'withdraw')
    assert.equal(open.status, 'closed')
    assert.deepEqual(await told(open.id, 'withdrawn'), [cast.ida.id])
  })

  test('an admin works on his own ticket, and it is marked', async ({ assert }) => {
    const ticket = await askSupport(cast.olga)
    await move(cast.olga, ticket, 'start')
    const { details } = await lastActivity(ticket.id)
    assert.isTrue(details.own)
  })
})

test.group('How long a support ticket took', (group) => {
  let cast: SupportCast
  const start = DateTime.fromISO('2026-03-02T08:00:00Z')
  const at = (minutes: number) => clock.freeze(start.plus({ minutes }))
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeSupportCast()
    at(0)
  })

  test('hold and the time until it was reopened are no work; acknowledge is start after take', async ({
    assert,
  }) => {
    const ticket = await askSupport(cast.rosa)
    at(10)
    await move(cast.ida, ticket, 'take')
    at(15)
    await move(cast.ida, ticket, 'start')
    at(20)
    await move(cast.ida, ticket, 'hold', { note: 'A part.' })
    at(50)
    await move(cast.ida, ticket, 'resume')
    at(60)
    await move(cast.ida, ticket, 'resolve', { note: 'Done.' })
    assert.include(await timesOf(ticket), {
      acknowledge_seconds: 300,
      hold_seconds: 1800,
      processing_seconds: 900,
      cycle_seconds: 3600,
    })
    at(100)
    await move(cast.rosa, ticket, 'reopen', { note: 'No.' })
    at(105)
    await move(cast.ida, ticket, 'resolve', { note: 'Now.' })
    const times = await timesOf(ticket)
    assert.include(times, { review_seconds: 2400, processing_seconds: 1200 })
    assert.isNull(times.hold_started_at)
    const { startedAt } = await ticket.refresh()
    assert.equal(startedAt!.toMillis(), start.plus({ minutes: 15 }).toMillis())
  })

  test('what lay on hold or was resolved before anybody started is taken from nothing', async ({
    assert,
  }) => {
    const ticket = await askSupport(cast.rosa)
    await move(cast.ida, ticket, 'hold', { note: 'Later.' })
    at(30)
    await move(cast.ida, ticket, 'resume')
    at(40)
    await move(cast.ida, ticket, 'resolve', { note: 'Done.' })
    assert.include(await timesOf(ticket), { hold_seconds: 0, processing_seconds: 600 })
  })

  test('the first public answer of the handling side counts, once: {title}')
    .with([
      {
        title: 'a comment',
        answer: (ticket: Ticket, { ida }: SupportCast) => say(ida, ticket),
      },
      {
        title: 'a question',
        answer: (ticket: Ticket, { ida }: SupportCast) =>
          move(ida, ticket, 'ask_requester', { note: 'Which?' }),
      },
      {
        title: 'a resolution',
        answer: (ticket: Ticket, { ida }: SupportCast) =>
          move(ida, ticket, 'resolve', { note: 'Done.' }),
      },
    ])
    .run(async ({ assert }, { answer }) => {
      const ticket = await askSupport(cast.rosa)
      at(5)
      await say(cast.rosa, ticket)
      await say(cast.max, ticket)
      await addComment(
        ticket.id,
        { body: 'Hm.', isInternal: true },
        { by: cast.ida, channel: 'web' }
      )
      await ticket.refresh()
      assert.isNull(ticket.firstResponseAt)
      at(12)
      await answer(ticket, cast)
      at(20)
      await say(cast.igor, ticket)
      await ticket.refresh()
      const wanted = start.plus({ minutes: 12 }).toMillis()
      assert.equal(ticket.firstResponseAt!.toMillis(), wanted)
      const times = await timesOf(ticket)
      assert.equal(times.first_response_at.getTime(), wanted)
    })

  test('an admin’s word on his own ticket is no answer', async ({ assert }) => {
    const ticket = await askSupport(cast.olga)
    await say(cast.olga, ticket)
    await ticket.refresh()
    assert.isNull(ticket.firstResponseAt)
  })

  async function timesOf({ id }: Ticket) {
    return db.from('ticket_times').where('ticket_id', id).firstOrFail()
  }

  async function say(by: User, { id }: Ticket) {
    return addComment(id, { body: 'A word.' }, { by, channel: 'web' })
  }
})
