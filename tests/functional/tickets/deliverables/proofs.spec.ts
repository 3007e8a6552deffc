import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { getAs, pick, postAs } from '#tests/support/answers'
import { deliver } from '#tests/support/deliverables'
import { actions, lastActivity } from '#tests/support/events'
import { queriesOf, textOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true' }
const BOX = { shape: 'box', points: '[[0.1,0.2],[0.3,0.45]]' }

test.group('A proof', (group) => {
  let cast: Cast
  let ticket: Ticket
  let page: string
  let deliverableId: number
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'static-01.png' })
    deliverableId = deliverable.id
    page = `/tickets/${ticket.id}/deliverables/${deliverableId}`
  })

  const next = () => deliver(cast.kim, ticket, { name: 'static-01.png' })
  const row = () => db.from('deliverables').where('id', deliverableId).firstOrFail()
  const pinRow = (number: number) =>
    db.from('pins').where({ deliverable_id: deliverableId, number }).firstOrFail()
  const openOnTicket = async () => {
    const { open_pins: open } = await db.from('tickets').where('id', ticket.id).firstOrFail()
    return open
  }

  test('a pin is drawn, numbered, counted, told of and stands there in words', async ({
    assert,
  }) => {
    const forged = { author_id: cast.ben.id, number: 77, resolved_at: '2020-01-01' }
    const form = { ...BOX, ...forged, version: 1, body: 'Larger *name* @kim' }
    const answer = await postAs(cast.maria, `${page}/pins`, form)
    assert.equal(answer.status, 303)
    assert.equal(answer.location, `${page}?version=1#pin-1`)
    const pin = await pinRow(1)
    assert.deepInclude(pin, { author_id: cast.maria.id, shape: 'box', resolved_at: null })
    assert.deepEqual(pin.points, [
      [0.1, 0.2],
      [0.3, 0.45],
    ])
    assert.deepInclude(await row(), { open_pins: 1, next_pin: 2 })
    assert.equal(await openOnTicket(), 1)
    const deed = await lastActivity(ticket.id)
    assert.deepInclude(deed, { action: 'pinned', actor_id: cast.maria.id })
    assert.equal(deed.details.name, 'pin 1 on static-01.png')
    const notes = await db.from('notifications').where('activity_id', deed.id)
    assert.deepEqual(
      notes.map((one) => [one.user_id, one.kind]),
      [[cast.kim.id, 'mention']]
    )
    const text = await textOf(getAs(cast.kim, page))
    assert.match(
      text,
      /id="pin-1"[^>]*data-shape="box"[^>]*data-points="\[\[0.1,0.2\],\[0.3,0.45\]\]"/
    )
    assert.include(text, '10–30 % from the left, 20–45 % from above')
    assert.include(text, '<em>name</em>')
  })
})
