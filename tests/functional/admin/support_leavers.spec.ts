import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import User from '#models/user'
import { deactivatePerson } from '#services/people/deactivate_person'
import { placePerson } from '#services/people/place_person'
import { versionOf } from '#services/people/with_locked_person'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('People who leave support work behind', (group) => {
  let cast: Cast
  let cora: User
  let rey: User
  shareDesk(group, async () => {
    cast = await makeCast()
    cora = await makePerson({ username: 'cora', department: 'IT' })
    rey = await makePerson({ username: 'rey', role: 'manager', department: 'IT' })
    return [cast, cora, rey]
  })

  const taken = async () => {
    const ticket = await ask(cast.maria, { type: 'bug' })
    return move(cora, ticket, 'take')
  }
  const told = async (ticket: Ticket) => {
    const rows = await db
      .from('notifications')
      .where({ ticket_id: ticket.id, kind: 'assignee_left' })
    return rows.map((row) => row.user_id as number)
  }

  test('a deactivated agent keeps his tickets, marked; his managers are told, the queue is not touched', async ({
    assert,
  }) => {
    const ticket = await taken()
    const waiting = await ask(cast.maria, { type: 'bug' })
    const olga = await visit(cast.admin)
    const page = await olga.get(`/admin/users/${cora.id}/deactivation`)
    assert.include(page.text, ticket.title)
    assert.notInclude(page.text, 'translation missing')
    await deactivatePerson(cora.id, { seen: 1 }, { by: cast.admin, channel: 'web' })
    await ticket.refresh()
    assert.equal(ticket.assigneeId, cora.id)
    const activity = await db
      .from('activities_in_full')
      .where({ ticket_id: ticket.id, action: 'assignee_left' })
    assert.lengthOf(activity, 1)
    assert.deepEqual(await told(ticket), [rey.id])
    assert.lengthOf(await db.from('activities_in_full').where('ticket_id', waiting.id), 1)
    const manager = await visit(rey)
    const shown = await manager.get(`/tickets/${ticket.id}`)
    assert.equal(shown.status, 200)
    assert.include(shown.text, 'Cora Test')
  })

  test('an agent who moves loses the queue and keeps what is assigned; the old managers are told', async ({
    assert,
  }) => {
    const ticket = await taken()
    const waiting = await ask(cast.maria, { type: 'bug' })
    const person = await cora.refresh()
    const form = { role: 'member' as const, departmentId: cast.rico.departmentId, seen: 1 }
    await placePerson(
      cora.id,
      { ...form, version: versionOf(person) },
      { by: cast.admin, channel: 'web' }
    )
    assert.deepEqual(await told(ticket), [rey.id])
    const visitor = await visit((await User.asActor(cora.id))!)
    const answers = [
      await visitor.get(`/tickets/${ticket.id}`),
      await visitor.get(`/tickets/${waiting.id}`),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 404]
    )
  })

  test('a requester who left is stood in for by his manager, and nobody is told about a queue', async ({
    assert,
  }) => {
    const ticket = await move(cora, await taken(), 'resolve', { note: 'Changed.' })
    await deactivatePerson(cast.maria.id, { seen: 0 }, { by: cast.admin, channel: 'web' })
    assert.deepEqual(await told(ticket), [])
    const closed = await move(cast.ana, ticket, 'close')
    assert.equal(closed.status, 'closed')
  })
})
