import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import Ticket from '#models/ticket'
import User from '#models/user'
import { whoSees } from '#services/live/who_sees'
import { addCollaborator } from '#services/tickets/add_collaborator'
import { watchTicket } from '#services/tickets/watch_ticket'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt, type Stage } from '#tests/support/tickets'

const STAGES: Stage[] = [
  'requested',
  'pending_creative',
  'approved',
  'assigned',
  'in_progress',
  'completed',
  'confirmed',
  'rejected',
]

test.group('Who is told of a ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const told = async (...given: Parameters<typeof whoSees>) => [...(await whoSees(...given))]

  const nothingLeft = (ids: number[]) => new Map(ids.map((id) => [id, { from: new Set<string>() }]))

  test('is who may see it: the scope says the same for every person and ticket', async ({
    assert,
  }) => {
    const web = (by: User) => ({ by, channel: 'web' as const })
    const tickets: Ticket[] = []
    for (const stage of STAGES) tickets.push(await ticketAt(stage, cast))
    // Proposed people, helpers, watchers, a ticket of a creative's, one of a manager's, one in the trash.
    tickets.push(
      await ask(cast.maria, { assigneeId: cast.joy.id, collaboratorIds: [cast.paolo.id] } as never)
    )
    tickets.push(await ask(cast.kim), await ask(cast.ana), await ask(cast.rico))
    await watchTicket(tickets[0].id, cast.rico.id, web(cast.ana))
    await addCollaborator(tickets[3].id, cast.paolo.id, web(cast.ben))
    await db.from('tickets').where('id', tickets[2].id).update({ deleted_at: new Date() })
    // A named manager of elsewhere, a manager who is also named, a second admin, somebody of the queue who manages it.
    const named = await makePerson({ department: 'Finance', role: 'manager' })
    await Department.query().where('name', 'Marketing').update({ managerId: named.id })
    await Department.query().where('name', 'Creative').update({ managerId: cast.ben.id })
    await makePerson({ department: 'Creative', role: 'admin' })
    await makePerson({ department: 'Creative', role: 'manager' })

    const people = await User.query().whereNotNull('approvedAt').whereNull('deactivatedAt')
    const ids = tickets.map(({ id }) => id)
    const sees = await whoSees(
      nothingLeft(ids),
      people.map(({ id }) => id)
    )
    let compared = 0
    for (const { id } of people) {
      const person = (await User.asActor(id))!
      const visible = await Ticket.query()
        .whereIn('tickets.id', ids)
        .withScopes((scopes) => scopes.visibleTo(person))
        .select('tickets.id')
      const heard = ids.filter((ticket) => sees.get(ticket)?.includes(id))
      assert.sameMembers(
        heard,
        visible.map((ticket) => ticket.id),
        person.username
      )
      compared += ids.length
    }
    assert.isAbove(compared, 100)
    assert.isTrue(ids.some((ticket) => !sees.get(ticket)!.includes(cast.rico.id)))
  })

  test('is nobody who waits for approval or was deactivated', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await User.query().where('id', cast.ana.id).update({ deactivatedAt: new Date() })
    await User.query().where('id', cast.admin.id).update({ approvedAt: null })
    const sees = await whoSees(nothingLeft([ticket.id]), [
      cast.maria.id,
      cast.ana.id,
      cast.admin.id,
    ])
    assert.deepEqual(sees.get(ticket.id), [cast.maria.id])
  })

  test('is also the queue that a ticket has just left, and nobody else then', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    const people = [cast.kim.id, cast.rico.id]
    const left = new Map([[ticket.id, { from: new Set(['in_progress']) }]])
    assert.deepEqual(await told(left, people), [[ticket.id, [cast.kim.id]]])
    const other = new Map([[ticket.id, { from: new Set(['pending_creative']) }]])
    assert.deepEqual(await told(other, people), [])
  })

  test('is asked in one query, however many', async ({ assert }) => {
    assert.deepEqual(await told(new Map(), [1]), [])
    assert.deepEqual(await told(nothingLeft([1]), []), [])
    assert.deepEqual(await told(nothingLeft([2_000_000]), [cast.admin.id]), [])
  })
})
