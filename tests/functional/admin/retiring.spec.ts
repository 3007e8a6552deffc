import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Product from '#models/product'
import RequestTemplate from '#models/request_template'
import RequestType from '#models/request_type'
import clock from '#services/clock'
import { onACleanDesk } from '#tests/support/accounts'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit, type Visitor } from '#tests/support/visitor'

test.group('Retiring products and request types', (group) => {
  let cast: Cast
  let olga: Visitor
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
  })

  test('a product shows who still asks for it, and goes once that was seen; they keep it', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    await ticketAt('rejected', cast)
    const product = await Product.findOrFail(ticket.productId!)
    const path = `/admin/products/${product.id}`
    const form = { name: product.name, category: product.category }
    const page = await olga.get(`${path}/edit`)
    assert.include(page.text, '1 open ticket asks for it')
    assert.include(page.text, `/tickets/${ticket.id}"`)
    const refused = await olga.post(path, form)
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'name="understood"')
    assert.notInclude(refused.text, 'translation missing')
    const done = await olga.post(path, { ...form, understood: '1' })
    assert.equal(done.status, 302)
    await product.refresh()
    await ticket.refresh()
    assert.isFalse(product.isActive)
    assert.equal(ticket.productId, product.id)
  })

  test('a product that nobody asks for goes at once', async ({ assert }) => {
    const product = await Product.findByOrFail('category', 'telegram')
    const form = { name: product.name, category: product.category }
    const done = await olga.post(`/admin/products/${product.id}`, form)
    assert.equal(done.status, 302)
  })

  test('a type shows tickets, templates, rules and drafts; templates go to a type like it', async ({
    assert,
  }) => {
    const now = clock.now()
    const billing = await RequestType.findByOrFail('key', 'billing')
    const general = await RequestType.findByOrFail('key', 'general')
    const ticket = await ask(cast.maria, { type: 'billing' })
    const template = await RequestTemplate.create({
      name: 'Refund',
      requestTypeId: billing.id,
      form: JSON.stringify({ items: [] }) as never,
      isActive: true,
      createdAt: now,
      updatedAt: now,
    })
    await db.table('ticket_drafts').insert({
      user_id: cast.rico.id,
      form: JSON.stringify({ type: 'billing' }),
      updated_at: now.toJSDate(),
    })
    const path = `/admin/request-types/${billing.id}`
    const form = {
      workflow: 'support',
      name: billing.name,
      position: billing.position,
      handlingDepartmentId: billing.handlingDepartmentId!,
    }
    const refused = await olga.post(path, form)
    assert.equal(refused.status, 422)
    for (const words of [
      '1 open ticket asks for it',
      '1 request template uses it: Refund',
      '1 person has begun a form',
      'name="templatesTo"',
    ]) {
      assert.include(refused.text, words)
    }
    const banner = await RequestType.findByOrFail('key', 'website_banner')
    const wrong = await olga.post(path, { ...form, understood: '1', templatesTo: banner.id })
    assert.equal(wrong.status, 422)
    const done = await olga.post(path, { ...form, understood: '1', templatesTo: general.id })
    assert.equal(done.status, 302)
    await template.refresh()
    await billing.refresh()
    await ticket.refresh()
    assert.isFalse(billing.isActive)
    assert.equal(template.requestTypeId, general.id)
    assert.equal(ticket.requestTypeId, billing.id)
    const audit = await db
      .from('audit_events')
      .where('action', 'request_template_changed')
      .firstOrFail()
    assert.deepEqual(audit.changes, [
      { field: 'requestType', before: billing.name, after: general.name },
    ])
  })
})
