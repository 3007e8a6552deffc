import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { composeMail } from '#mails/compose_mail'
import Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { whyNotWanted } from '#services/deliveries/why_not_wanted'
import { addPin } from '#services/proofing/add_pin'
import { renderText } from '#services/words/render_text'
import { postAs } from '#tests/support/answers'
import { deliver } from '#tests/support/deliverables'
import { guestAt, invite } from '#tests/support/guests'
import { look } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const AT = { shape: 'point', points: '[[0.24,0.31]]' }

test.group('Completing and revising with deliverables', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const pin = (by: User, ticket: Ticket, id: number, body: string) =>
    addPin(ticket.id, id, { ...AT, body }, { by: { by, channel: 'web' } })

  test('a revision takes the open pins into its numbered comment, as they stand then', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    await deliver(cast.kim, ticket, { name: 'static[01].png' })
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'static[01].png' })
    await pin(cast.maria, ticket, deliverable.id, 'The legal line\n\ntouches the button')
    await pin(cast.ana, ticket, deliverable.id, 'Is the peso sign bold?')
    await move(cast.kim, ticket, 'complete')
    const maria = await visit(cast.maria)
    const asked = await maria.get(`/tickets/${ticket.id}?ask=request_revision`)
    assert.include(asked.text, '2 pins are still open. A revision takes them along')
    assert.include(asked.text, 'These 2 open pins go along')
    assert.include(asked.text, 'version 2, at 24 % / 31 %')
    const sent = await maria.post(`/tickets/${ticket.id}/transitions/request_revision`, {
      note: '',
    })
    assert.equal(sent.status, 302)
    const comment = await db.from('comments').where('ticket_id', ticket.id).firstOrFail()
    const href = `/tickets/${ticket.id}/deliverables/${deliverable.id}`
    assert.equal(
      comment.body,
      `1. [static\\[01\\].png, pin 1](${href}?pin=1), version 2, at 24 % / 31 %: The legal line touches the button (Maria Test)\n` +
        `2. [static\\[01\\].png, pin 2](${href}?pin=2), version 2, at 24 % / 31 %: Is the peso sign bold? (Ana Test)`
    )
    assert.equal(comment.revision_number, 1)
    const page = await look(cast.kim, `/tickets/${ticket.id}`)
    assert.include(
      page,
      `<a href="${href}?pin=1" rel="noopener nofollow">static[01].png, pin 1</a>`
    )
    assert.include(page, 'static[01].png version 2')
    assert.include(page, '2 open pins went along')
    const deed = await db
      .from('activities_in_full')
      .where({ ticket_id: ticket.id, action: 'revision_requested' })
      .firstOrFail()
    const { id, name } = deliverable
    assert.deepEqual(deed.details.versions, [{ id, name, version: 2 }])
    assert.lengthOf(deed.details.pins, 2)
    const told = await db.from('notifications').where('activity_id', deed.id)
    assert.deepEqual(
      told.map((one) => one.user_id),
      [cast.kim.id]
    )
  })

  test('what a guest wrote is quoted: it makes no link and addresses nobody', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'a.png' })
    const path = await invite(cast.kim, ticket, [deliverable])
    const gus = await guestAt(path, `[Gus](http://a.test) @${cast.ben.username}`)
    const body = `[pay[ ](x)here](http://b.test) @${cast.ana.username}`
    await gus.post(`${path}/deliverables/${deliverable.id}/pins`, { body, version: 1 })
    await move(cast.kim, ticket, 'complete')
    await postAs(cast.maria, `/tickets/${ticket.id}/transitions/request_revision`, { note: '' })
    const comment = await db.from('comments').where('ticket_id', ticket.id).firstOrFail()
    const people = [cast.ana, cast.ben].map(({ username, fullName }) => [username, { fullName }])
    const html = renderText(comment.body, new Map(people as [string, { fullName: string }][]))
    assert.include(html, 'a.png, pin 1</a>')
    assert.notMatch(html, /mention|>pay|>Gus/)
  })

  test('without open pins it says what should change; with a note, the note comes first', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'a.png' })
    await move(cast.kim, ticket, 'complete')
    const path = `/tickets/${ticket.id}/transitions/request_revision`
    const empty = await postAs(cast.maria, path, { note: ' ' })
    assert.equal(empty.status, 422)
    await pin(cast.maria, ticket, deliverable.id, 'Larger')
    await postAs(cast.maria, path, { note: 'All brighter.' })
    const { body } = await db.from('comments').where('ticket_id', ticket.id).firstOrFail()
    assert.match(body, /^All brighter\.\n\n1\. \[a\.png, pin 1\]/)
  })

  test('a type that asks for a deliverable is completed only with one; confirming names the versions', async ({
    assert,
  }) => {
    const free = await ticketAt('in_progress', cast)
    await db
      .from('request_types')
      .where('key', 'website_banner')
      .update({ deliverable_required: true })
    const why = 'This type of request asks for a deliverable.'
    const kim = await visit(cast.kim)
    const page = await kim.get(`/tickets/${free.id}`)
    assert.include(page.text, why)
    assert.include(page.text, 'asks for a deliverable before it can be completed')
    const list = await kim.get('/tickets?tab=assigned')
    assert.include(list.text, `/tickets/${free.id}"`)
    assert.notInclude(list.text, `/tickets/rows/${free.id}/transitions/complete`)
    const refused = await kim.post(`/tickets/${free.id}/transitions/complete`)
    assert.equal(refused.status, 403)
    assert.include(refused.text, why)
    const { deliverable } = await deliver(cast.kim, free, { name: 'banner.png' })
    const ready = await kim.get('/tickets?tab=assigned')
    assert.include(ready.text, `/tickets/rows/${free.id}/transitions/complete`)
    const { id, name } = deliverable
    const versions = [{ id, name, version: 1 }]
    await move(cast.kim, free, 'complete')
    await move(cast.maria, free, 'confirm')
    const deeds = await db
      .from('activities_in_full')
      .where('ticket_id', free.id)
      .whereIn('action', ['completed', 'confirmed'])
    assert.deepEqual(
      deeds.map((deed) => deed.details.versions),
      [versions, versions]
    )
    const mail = await Delivery.query()
      .where({ ticketId: free.id, kind: 'completed', channel: 'email', userId: cast.maria.id })
      .firstOrFail()
    const { wanted } = await whyNotWanted(mail)
    const composed = await composeMail(mail, wanted!)
    assert.include(composed!.text, 'Deliverables: banner.png version 1.')
    const support = await ask(cast.maria, { type: 'bug' })
    const other = await look(cast.admin, `/tickets/${support.id}`)
    assert.notInclude(other, why)
  })

  test('open pins are counted on ticket, list and cards, and a list is narrowed to them', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast, { title: 'With pins' })
    await ticketAt('in_progress', cast, { title: 'Without any' })
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'a.png' })
    await pin(cast.maria, ticket, deliverable.id, 'Larger')
    await pin(cast.maria, ticket, deliverable.id, 'Warmer')
    const maria = await visit(cast.maria)
    const page = await maria.get(`/tickets/${ticket.id}`)
    assert.include(page.text, '2 open pins</a>')
    for (const view of ['table', 'cards']) {
      const list = await maria.get(`/tickets?is=open_pins&view=${view}`)
      assert.include(list.text, 'With pins')
      assert.include(list.text, '2 open pins</a>')
      assert.notInclude(list.text, 'Without any')
      assert.notInclude(list.text, 'translation missing')
    }
    const filters = await maria.get('/tickets/filters?is=open_pins&is=open')
    assert.match(filters.text, /value="open_pins"[^>]*checked/)
    assert.notMatch(filters.text, /type="hidden" name="is" value="open_pins"/)
    const none = await maria.get('/tickets?is=open_pins&is=done')
    assert.notInclude(none.text, 'With pins')
    const files = await maria.get(`/tickets/${ticket.id}/history?kind=files`)
    assert.include(files.text, 'delivered a.png')
    assert.notInclude(files.text, 'pin 1 on a.png')
    const talk = await maria.get(`/tickets/${ticket.id}/history?kind=talk`)
    assert.include(talk.text, 'pin 1 on a.png')
  })
})
