import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { takeNext } from '#services/queue/take_next'
import { makeFreshDatabase, useDatabase } from '#tests/support/fresh_database'
import { makePerson } from '#tests/support/people'
import { askSupport } from '#tests/support/support_desk'

test.group('Take next, pressed by several at once', (group) => {
  let agents: User[]
  let rosa: User
  group.each.setup(async () => {
    const database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    rosa = await makePerson({ username: 'rosa', department: 'Sales' })
    agents = []
    for (let count = 0; count < 6; count += 1) agents.push(await makePerson({ department: 'IT' }))
    return async () => {
      await restore()
      await database.drop()
    }
  })

  const press = (agent: User) => takeNext(agent.departmentId, { by: agent, channel: 'web' })

  test('each gets another ticket, the most urgent ones; who is left over gets none', async ({
    assert,
  }) => {
    const asked = []
    for (const priority of ['low', 'urgent', 'high', 'medium', 'high'] as const) {
      const { id } = await askSupport(rosa, { priority })
      asked.push(id)
    }
    const two = await Promise.all(agents.slice(0, 2).map(press))
    assert.sameMembers(
      two.map((ticket) => ticket?.id),
      [asked[1], asked[2]],
      'the most urgent two'
    )
    const rest = await Promise.all(agents.slice(2).map(press))
    const given = [...two, ...rest].filter((ticket) => ticket !== null).map(({ id }) => id)
    assert.sameMembers(given, asked, 'each once')
    assert.lengthOf(
      rest.filter((ticket) => ticket === null),
      1
    )
    const taken = await db.from('activities_in_full').where('action', 'taken').select('ticket_id')
    assert.sameMembers(
      taken.map((row) => row.ticket_id),
      asked
    )
  })

  test('a ticket that somebody holds is passed over, and asked for again when it is the last', async ({
    assert,
  }) => {
    const urgent = await askSupport(rosa, { priority: 'urgent' })
    const low = await askSupport(rosa, { priority: 'low' })
    const holder = await db.transaction()
    await holder.from('tickets').where('id', urgent.id).forUpdate().select('id')
    const first = await press(agents[0])
    assert.equal(first?.id, low.id, 'without waiting')
    const waiting = press(agents[1])
    await holder.commit()
    const second = await waiting
    assert.equal(second?.id, urgent.id)
  })
})
