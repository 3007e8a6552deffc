import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import Deliverable from '#models/deliverable'
import type Ticket from '#models/ticket'
import { addComment } from '#services/comments/add_comment'
import { postAs } from '#tests/support/answers'
import { deliver, stageMade } from '#tests/support/deliverables'
import { look, queriesOf, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('Deliverables', (group) => {
  let cast: Cast
  let ticket: Ticket
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    return [cast, ticket]
  })

  test('a file of the same name is the next version, and nobody else delivers', async ({
    assert,
  }) => {
    const first = await deliver(cast.kim, ticket, { name: 'Static-01.png' })
    const second = await deliver(cast.kim, ticket, { name: 'static-01.png' })
    assert.equal(second.deliverable.id, first.deliverable.id)
    assert.deepEqual([first.file.version, second.file.version], [1, 2])
    assert.equal(second.file.versionOf, first.file.id)
    const row = await db.from('tickets').where('id', ticket.id).firstOrFail()
    assert.equal(row.deliverable_count, 1)
    await assert.rejects(() => deliver(cast.maria, ticket, { name: 'mine.png' }), Refusal as any)
    const deeds = await db.from('activities').where({ ticket_id: ticket.id, action: 'delivered' })
    assert.lengthOf(deeds, 2)
  })

  test('are put on by a plain form, stand on the page for everybody, and are told of', async ({
    assert,
  }) => {
    const form = new FormData()
    for (const name of ['static-01.png', 'static-02.png']) {
      form.append('attachments', new File([await picture(60, 40)], name, { type: 'image/png' }))
    }
    const answer = await postAs(cast.kim, `/tickets/${ticket.id}/deliverables`, form)
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    const [one] = await Deliverable.query().where('ticketId', ticket.id).orderBy('id')
    const page = await look(cast.maria, `/tickets/${ticket.id}`)
    assert.include(page, `/tickets/${ticket.id}/deliverables/${one.id}"`)
    assert.include(page, 'static-02.png')
    assert.include(page, 'delivered 2 files')
    assert.notInclude(page, 'deliver-form')
    assert.notInclude(page, 'translation missing')
    const told = await db.from('notifications').where({ user_id: cast.maria.id, kind: 'delivered' })
    assert.lengthOf(told, 1)
    const mails = await db
      .from('deliveries')
      .where({ user_id: cast.maria.id, kind: 'delivered', channel: 'email' })
    assert.lengthOf(mails, 0)
  })

  test('a chosen file becomes the next version of the chosen one, whatever it is called', async ({
    assert,
  }) => {
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'static-01.png' })
    const kim = await visit(cast.kim)
    const base = `/tickets/${ticket.id}/deliverables/${deliverable.id}`
    const made = await stageMade(cast.kim, { name: 'final final.png' })
    const put = await kim.post(`${base}/versions`, { 'made[]': made, 'from': 'proof' })
    assert.equal(put.location, base)
    await deliverable.refresh()
    assert.deepInclude(deliverable.serialize(), { name: 'static-01.png', versions: 2 })
    const both = [1, 2].map((n) => stageMade(cast.kim, { name: `${n}.png` }))
    const two = await kim.post(`${base}/versions`, { 'made[]': await Promise.all(both) })
    assert.equal(two.status, 422)
    assert.include(two.text, 'One file at a time')
    const none = await kim.post(`/tickets/${ticket.id}/deliverables`, {})
    assert.equal(none.status, 422)
    assert.include(none.text, 'Choose a file first')
    const gone = await kim.post(`/tickets/${ticket.id}/deliverables/999999/versions`, {
      'made[]': await stageMade(cast.kim, { name: 'x.png' }),
    })
    assert.equal(gone.status, 409)
    assert.include(gone.text, 'taken away meanwhile')
    const page = await look(cast.kim, `/tickets/${ticket.id}`)
    assert.include(page, 'delivered version 2 of static-01.png')
  })

  test('one is taken away while nobody has decided on it, with all its versions', async ({
    assert,
  }) => {
    const { deliverable, file } = await deliver(cast.kim, ticket, { name: 'wrong.png' })
    const kept = await deliver(cast.kim, ticket, { name: 'right.png' })
    await db.from('deliverables').where('id', deliverable.id).update({ open_pins: 2 })
    await db.from('tickets').where('id', ticket.id).update({ open_pins: 2 })
    const base = `/tickets/${ticket.id}/deliverables`
    const hers = await postAs(cast.maria, `${base}/${deliverable.id}/remove`)
    assert.equal(hers.status, 403)
    const kim = await visit(cast.kim)
    await kim.post(`${base}/${deliverable.id}/remove`)
    const again = await kim.post(`${base}/${deliverable.id}/remove`)
    assert.include(again.text, 'This deliverable was taken away already.')
    const unknown = kim.post(`${base}/${deliverable.id + 1000}/remove`)
    assert.equal(await statusOf(unknown), 404)
    const row = await db.from('tickets').where('id', ticket.id).firstOrFail()
    assert.deepInclude(row, { deliverable_count: 1, open_pins: 0 })
    const page = await kim.get(`/tickets/${ticket.id}`)
    assert.notInclude(page.text, `deliverable-${deliverable.id}"`)
    assert.include(page.text, 'took away wrong.png')
    assert.equal(await statusOf(kim.get(`/tickets/${ticket.id}/attachments/${file.id}`)), 404)
    await db.table('proof_decisions').insert({
      deliverable_id: kept.deliverable.id,
      attachment_id: kept.file.id,
      decision: 'approved',
      user_id: cast.maria.id,
      is_advice: false,
      created_at: new Date(),
    })
    const decided = await kim.post(`${base}/${kept.deliverable.id}/remove`)
    assert.equal(decided.status, 409)
    assert.include(decided.text, 'Somebody has decided on it')
  })

  test('a stranger finds nothing, bad numbers say so, and before the work begins a sentence says why', async ({
    assert,
  }) => {
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'a.png' })
    const rico = await visit(cast.rico)
    const base = `/tickets/${ticket.id}/deliverables`
    for (const path of [
      base,
      `${base}/${deliverable.id}/versions`,
      `${base}/${deliverable.id}/remove`,
    ])
      assert.equal(await statusOf(rico.post(path, { 'made[]': 1 })), 404)
    const kim = await visit(cast.kim)
    assert.equal(await statusOf(kim.post(base, { 'made[]': 'x' })), 422)
    assert.equal(await statusOf(kim.post(`${base}/0/versions`)), 404)
    const soon = await ticketAt('assigned', cast)
    const page = await kim.get(`/tickets/${soon.id}`)
    assert.include(page.text, 'Start the work first')
    const early = await kim.post(`/tickets/${soon.id}/deliverables`, {
      'made[]': await stageMade(cast.kim, { name: 'early.png' }),
    })
    assert.equal(early.status, 403)
    assert.include(early.text, 'Start the work first')
    const support = await ask(cast.maria, { type: 'bug' })
    assert.notInclude(await look(cast.admin, `/tickets/${support.id}`), 'deliverables-title')
  })

  test('the page asks no more questions for many of them than for one, and they leave room for files', async ({
    assert,
  }) => {
    await deliver(cast.kim, ticket, { name: '0.png' })
    const kim = await visit(cast.kim)
    await kim.get(`/tickets/${ticket.id}`)
    const one = queriesOf(await kim.get(`/tickets/${ticket.id}`))
    for (let n = 1; n < 8; n += 1) await deliver(cast.kim, ticket, { name: `${n}.png` })
    assert.equal(queriesOf(await kim.get(`/tickets/${ticket.id}`)), one)
    await db.table('settings').insert({ key: 'filesPerTicket', value: 8, updated_at: new Date() })
    const fileIds = [await stageMade(cast.kim, { name: 'measures.png' })]
    const note = { body: 'As measured', isInternal: true, fileIds }
    await addComment(ticket.id, note, { by: cast.kim, channel: 'web' })
    assert.include(await look(cast.kim, `/tickets/${ticket.id}`), 'measures.png')
  })
})
