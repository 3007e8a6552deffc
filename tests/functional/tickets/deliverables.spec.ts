import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import { deliver } from '#tests/support/deliverables'
import { makeCast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

test.group('Deliverables', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a file of the same name is the next version, and nobody else delivers', async ({
    assert,
  }) => {
    const people = await makeCast()
    const ticket = await ticketAt('in_progress', people)
    const first = await deliver(people.kim, ticket, { name: 'Static-01.png' })
    const second = await deliver(people.kim, ticket, { name: 'static-01.png' })
    assert.equal(second.deliverable.id, first.deliverable.id)
    assert.deepEqual([first.file.version, second.file.version], [1, 2])
    assert.equal(second.file.versionOf, first.file.id)
    const row = await db.from('tickets').where('id', ticket.id).firstOrFail()
    assert.equal(row.deliverable_count, 1)
    await assert.rejects(() => deliver(people.maria, ticket, { name: 'mine.png' }), Refusal as any)
    const deeds = await db.from('activities').where({ ticket_id: ticket.id, action: 'delivered' })
    assert.lengthOf(deeds, 2)
  })
})
