import { test } from '@japa/runner'
import Approval from '#models/approval'
import type Ticket from '#models/ticket'
import { actions } from '#tests/support/events'
import { textOf } from '#tests/support/look'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const chosen = ({ id, round, briefVersion }: Ticket) => `${id}.department.${round}.${briefVersion}`

test.group('Several decisions at once', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('one verdict a row: approved, decided meanwhile and by whom', async ({ assert }) => {
    const grace = await makePerson({ username: 'grace', role: 'manager', department: 'Marketing' })
    const [good, late, refused] = [
      await ask(cast.maria),
      await ask(cast.maria),
      await ask(cast.maria),
    ]
    const keys = [good, late, refused].map(chosen)
    await move(grace, late, 'approve')
    await move(grace, refused, 'reject', { note: 'Not now.' })
    const ana = await visit(cast.ana)
    await ana.post('/approvals', { 'tickets[]': keys })
    const text = await textOf(ana.get('/approvals'))
    assert.include(text, '1 was approved, 2 were not:')
    assert.include(text, `Grace Test has already approved #${late.id}.`)
    assert.include(text, `Grace Test has already rejected #${refused.id}.`)
    assert.match(text, new RegExp(`#${good.id}</a> A banner for payday: Approved`))
    assert.deepEqual(await actions(good.id), ['created', 'dept_approved'])
    const mine = await Approval.query().where('user_id', cast.ana.id)
    assert.deepEqual(
      mine.map(({ ticketId, briefVersion }) => [ticketId, briefVersion]),
      [[good.id, 1]]
    )
  })

  test('every row of a long batch has its words', async ({ assert }) => {
    const tickets: Ticket[] = []
    for (let count = 0; count < 18; count += 1) tickets.push(await ask(cast.maria))
    const keys = tickets.map(chosen)
    for (const ticket of tickets) await move(cast.admin, ticket, 'approve')
    const ana = await visit(cast.ana)
    await ana.post('/approvals', { 'tickets[]': keys })
    const text = await textOf(ana.get('/approvals'))
    assert.include(text, 'Nothing was approved, 18 were not:')
    for (const { id } of tickets)
      assert.match(text, new RegExp(`Olga Test (has already )?approved #${id}\\b`))
  })
})
