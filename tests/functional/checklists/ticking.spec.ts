import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { tickItem } from '#services/checklists/tick_item'
import { assignTicket } from '#services/tickets/assign_ticket'
import { postAs } from '#tests/support/answers'
import { look, statusOf } from '#tests/support/look'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit, type Fields } from '#tests/support/visitor'

test.group('The checklist of a ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('is copied from the type, ticked by the people at work, and asked for before completing', async ({
    assert,
  }) => {
    await givePoints('website_banner', ['Check the logo', 'Check the size'], true)
    const ticket = await ticketAt('in_progress', cast)
    const [logo, size] = await itemsOf(ticket)
    assert.equal(ticket.checklistLeft, 2)

    const kim = await visit(cast.kim)
    const page = await kim.get(`/tickets/${ticket.id}`)
    assert.include(page.text, 'Check the logo')
    assert.include(page.text, '0 of 2')
    assert.notInclude(page.text, 'translation missing')

    const refused = await kim.post(`/tickets/${ticket.id}/transitions/complete`)
    assert.equal(refused.status, 403)
    assert.include(refused.text, 'The checklist is not done yet.')
    const list = await kim.get('/tickets?tab=assigned')
    assert.include(list.text, 'A banner for payday')
    assert.notInclude(list.text, `/tickets/${ticket.id}/transitions/complete`)

    for (const item of [logo, size]) {
      const ticked = await kim.post(`/tickets/${ticket.id}/checklist/${item.id}`, { done: 1 })
      assert.equal(ticked.location, `/tickets/${ticket.id}`)
    }
    const again = await kim.post(`/tickets/${ticket.id}/checklist/${size.id}`, { done: 1 })
    assert.equal(again.status, 302)
    const deeds = await db
      .from('activities_in_full')
      .where({ ticket_id: ticket.id, action: 'checked' })
    assert.deepEqual(
      deeds.map((deed) => deed.details.name),
      ['Check the logo', 'Check the size']
    )
    const told = await db.from('notifications').whereIn(
      'activity_id',
      deeds.map(({ id }) => id)
    )
    assert.lengthOf(told, 0)
    assert.include(await look(cast.kim, `/tickets/${ticket.id}`), '2 of 2')

    await kim.post(`/tickets/${ticket.id}/checklist/${logo.id}`, { done: 0 })
    await assert.rejects(() => move(cast.kim, ticket, 'complete'), /checklist is not done/)
    await kim.post(`/tickets/${ticket.id}/checklist/${logo.id}`, { done: 1 })
    const moved = await move(cast.kim, ticket, 'complete')
    assert.equal(moved.status, 'completed')
  })

  test('reminds only, where the type does not require it; a type without one shows nothing', async ({
    assert,
  }) => {
    await givePoints('website_banner', ['Check the logo'], false)
    const ticket = await ticketAt('in_progress', cast)
    assert.equal(ticket.checklistLeft, 0)
    const moved = await move(cast.kim, ticket, 'complete')
    assert.equal(moved.status, 'completed')
    const other = await ask(cast.maria, { type: 'other_creative' })
    assert.notInclude(await look(cast.maria, `/tickets/${other.id}`), 'ticket-checklist')
  })

  test('support: whoever handles it ticks, the requester does not, and nobody resolves before', async ({
    assert,
  }) => {
    await givePoints('bug', ['Reproduce it'], true)
    const ticket = await ask(cast.maria, { type: 'bug' })
    const agent = await makePerson({ username: 'ito', department: 'IT' })
    const [item] = await itemsOf(ticket)
    const refused = await postAs(cast.maria, `/tickets/${ticket.id}/checklist/${item.id}`, {
      done: 1,
    })
    assert.equal(refused.status, 403)
    assert.include(refused.text, 'somebody else has to work on it')
    const mind = () => move(agent, ticket, 'resolve', { note: 'Mended.' })
    await assert.rejects(mind, /checklist is not done/)
    await tickItem(ticket.id, { itemId: item.id, isDone: true }, { by: agent, channel: 'web' })
    const resolved = await mind()
    assert.equal(resolved.status, 'resolved')
    const late = tickItem(
      ticket.id,
      { itemId: item.id, isDone: false },
      { by: agent, channel: 'web' }
    )
    await assert.rejects(() => late, /work is finished/)
  })

  test('strangers, items of other tickets and garbage are refused, and nothing is ticked', async ({
    assert,
  }) => {
    await givePoints('website_banner', ['Check the logo'], true)
    const ticket = await ticketAt('assigned', cast)
    const other = await ticketAt('assigned', cast)
    await assignTicket(other.id, { assigneeId: cast.joy.id }, { by: cast.ben, channel: 'web' })
    const [item] = await itemsOf(ticket)
    const path = `/tickets/${ticket.id}/checklist/${item.id}`
    assert.equal(await statusOf(postAs(cast.rico, path, { done: 1 })), 404)
    assert.equal(await statusOf(postAs(cast.ana, path, { done: 1 })), 403)
    const kim = await visit(cast.kim)
    for (const [at, form, status] of [
      [`/tickets/${other.id}/checklist/${item.id}`, { done: 1 }, 404],
      [`/tickets/${ticket.id}/checklist/999999999`, { done: 1 }, 404],
      [`/tickets/${ticket.id}/checklist/0`, { done: 1 }, 404],
      [path, { done: 'yes' }, 422],
      [path, {}, 422],
    ] as const) {
      const answer = await kim.post(at, form as Fields)
      assert.equal(answer.status, status, `${at} ${JSON.stringify(form)}`)
    }
    const [untouched] = await itemsOf(ticket)
    assert.isNull(untouched.done_at)
  })
})

async function givePoints(key: string, texts: string[], isRequired: boolean) {
  const type = await db.from('request_types').where('key', key).select('id').firstOrFail()
  await db.from('request_types').where('id', type.id).update({ is_checklist_required: isRequired })
  for (const [position, text] of texts.entries()) {
    await db.table('checklist_items').insert({ request_type_id: type.id, text, position })
  }
}

const itemsOf = (ticket: Ticket) =>
  db.from('ticket_checklist').where('ticket_id', ticket.id).orderBy('position')
