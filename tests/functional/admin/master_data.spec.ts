import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Department from '#models/department'
import Product from '#models/product'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit, type Visitor } from '#tests/support/visitor'

test.group('Master data', (group) => {
  let cast: Cast
  let olga: Visitor
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
  })

  test('a form that comes back keeps the badges of the page', async ({ assert }) => {
    await ask(await makePerson({ department: 'Sales' }))
    const badge = /data-count="approvals"[^>]*>\s*1</
    const page = await olga.get('/admin/settings')
    assert.match(page.text, badge)
    for (const [path, form] of [
      ['/admin/settings', { fileMegabytes: 'many' }],
      ['/admin/products', { name: '' }],
    ] as const) {
      const answer = await olga.post(path, form)
      assert.equal(answer.status, 422, path)
      assert.match(answer.text, badge, path)
    }
  })

  test('every page opens for admins and for nobody else', async ({ assert }) => {
    const ana = await visit(cast.ana)
    for (const page of [
      '',
      '/departments',
      '/departments/new',
      '/products',
      '/products/new',
      '/request-types',
      '/request-types/new',
      '/deadline-rules',
      '/deadline-rules/new',
      '/settings',
    ]) {
      const answer = await olga.get(`/admin${page}`)
      assert.equal(answer.status, 200, page)
      assert.notInclude(answer.text, 'translation missing', page)
      assert.notMatch(answer.text, /@!?\w+\(/, page)
      assert.equal(await statusOf(ana.get(`/admin${page}`)), 403, page)
    }
  })

  test('an unknown or senseless id gives a page that says so', async ({ assert }) => {
    for (const id of ['999999', '99999999999999999999', 'abc', '-1', '1e3']) {
      const answer = await olga.get(`/admin/products/${id}/edit`)
      assert.equal(answer.status, 404, id)
    }
  })

  test('a new product takes its criteria from its name, a changed one keeps what was chosen', async ({
    assert,
  }) => {
    const answer = await olga.post('/admin/products', {
      name: 'Juan365 X VID',
      category: 'ads',
      isActive: '1',
    })
    assert.equal(answer.status, 302)
    const product = await Product.findByOrFail('name', 'Juan365 X VID')
    assert.equal(product.criteria, 'video')
    await olga.post(`/admin/products/${product.id}`, {
      name: 'Juan365 X VID',
      category: 'ads',
      criteria: '',
    })
    await product.refresh()
    assert.isNull(product.criteria)
    assert.isFalse(product.isActive)
    const audit = await db.from('audit_events').where('subject_type', 'product').orderBy('id')
    assert.deepEqual(
      audit.map((row) => row.action),
      ['product_created', 'product_changed']
    )
    assert.deepInclude(audit[1].changes, { field: 'isActive', before: 'true', after: 'false' })
  })

  test('bad input comes back with the form as typed and stores nothing', async ({ assert }) => {
    const before = await db.from('products').count('* as n').first()
    for (const fields of [
      { name: '', category: 'ads' },
      { name: 'x'.repeat(101), category: 'ads' },
      { name: 'Two\nlines', category: 'ads' },
      { name: 'Fine name', category: 'nonsense' },
      { name: 'juan365 fb vid', category: 'ads' },
      { name: ['a', 'b'], category: 'ads' },
    ]) {
      const answer = await olga.post('/admin/products', fields as Record<string, string>)
      assert.equal(answer.status, 422, JSON.stringify(fields))
      assert.include(answer.text, 'class="error"')
    }
    const after = await db.from('products').count('* as n').first()
    assert.equal(after.n, before.n)
  })

  test('only one department is creative, and the flag does not move silently', async ({
    assert,
  }) => {
    await ticketAt('approved', cast)
    const marketing = await Department.findByOrFail('name', 'Marketing')
    const fields = { name: 'Marketing', isActive: '1', isCreative: '1' }
    const refused = await olga.post(`/admin/departments/${marketing.id}`, fields)
    assert.equal(refused.status, 422)
    assert.include(
      refused.text,
      'Creative is the creative department now; 1 open ticket stays with it'
    )
    await olga.post(`/admin/departments/${marketing.id}`, { ...fields, understood: '1' })
    const creative = await Department.query().where('isCreative', true)
    assert.deepEqual(
      creative.map((row) => row.name),
      ['Marketing']
    )
  })

  test('a department with open tickets is not closed silently', async ({ assert }) => {
    await ask(cast.maria)
    const marketing = await Department.findByOrFail('name', 'Marketing')
    const refused = await olga.post(`/admin/departments/${marketing.id}`, { name: 'Marketing' })
    assert.equal(refused.status, 422)
    await marketing.refresh()
    assert.isTrue(marketing.isActive)
  })

  test('a named manager has to be able to decide', async ({ assert }) => {
    const sales = await Department.findByOrFail('name', 'Sales')
    const answer = await olga.post(`/admin/departments/${sales.id}`, {
      name: 'Sales',
      isActive: '1',
      managerId: cast.rico.id,
    })
    assert.equal(answer.status, 422)
    await sales.refresh()
    assert.isNull(sales.managerId)
  })

  test('a newly named manager gets the requests that wait, once', async ({ assert }) => {
    const ticket = await ask(cast.rico)
    const grace = await makePerson({ username: 'grace', role: 'manager', department: 'Finance' })
    const sales = await Department.findByOrFail('name', 'Sales')
    const fields = { name: 'Sales', isActive: '1', managerId: grace.id }
    await olga.post(`/admin/departments/${sales.id}`, fields)
    await olga.post(`/admin/departments/${sales.id}`, { ...fields, description: 'Sells' })
    const told = await db.from('notifications').where({ ticket_id: ticket.id, user_id: grace.id })
    assert.lengthOf(told, 1)
    assert.equal(told[0].kind, 'new_request')
  })

  test('one case has one deadline rule, and a priority is never without', async ({ assert }) => {
    const workflow = 'creative'
    const twice = await olga.post('/admin/deadline-rules', {
      workflow,
      priority: 'high',
      hours: '5',
    })
    assert.equal(twice.status, 422)
    const own = await olga.post('/admin/deadline-rules', {
      workflow,
      priority: 'high',
      criteria: 'video',
      hours: '30',
    })
    assert.equal(own.status, 302)
    const rule = await db
      .from('deadline_rules')
      .where({ priority: 'high', criteria: 'video' })
      .firstOrFail()
    assert.equal(await statusOf(olga.post(`/admin/deadline-rules/${rule.id}/delete`)), 302)
    const base = await db.from('deadline_rules').where({ workflow, priority: 'high' }).firstOrFail()
    assert.equal(await statusOf(olga.post(`/admin/deadline-rules/${base.id}/delete`)), 422)
    for (const hours of ['0', '-1', 'abc', '9999', '1e9']) {
      const answer = await olga.post(`/admin/deadline-rules/${base.id}`, {
        workflow,
        priority: 'high',
        hours,
      })
      assert.equal(answer.status, 422, hours)
    }
  })

  test('request types refuse rules that contradict each other', async ({ assert }) => {
    const fields = {
      workflow: 'creative',
      name: 'Leaflet',
      productMode: 'many',
      productCategory: 'ads',
      quantityMode: 'ticket',
      criteriaMode: 'manual',
      position: '9',
    }
    assert.equal(await statusOf(olga.post('/admin/request-types', fields)), 422)
    assert.equal(
      await statusOf(olga.post('/admin/request-types', { ...fields, quantityMode: 'product' })),
      302
    )
  })

  test('settings are stored, audited, and used at once', async ({ assert }) => {
    const fields = {
      fileMegabytes: '10',
      filesPerTicket: '5',
      confirmAfterDays: '0',
      closeAfterDays: '7',
      trashDays: '0',
    }
    assert.equal(await statusOf(olga.post('/admin/settings', fields)), 302)
    assert.include(await textOf(olga.get('/admin/settings')), 'value="10"')
    const audit = await db.from('audit_events').where('action', 'settings_changed').firstOrFail()
    assert.deepInclude(audit.changes, { field: 'fileMegabytes', before: '50', after: '10' })
    assert.equal(
      await statusOf(olga.post('/admin/settings', { ...fields, fileMegabytes: '0' })),
      422
    )
  })
})

async function statusOf(answer: Promise<{ status: number }>): Promise<number> {
  const { status } = await answer
  return status
}

async function textOf(answer: Promise<{ text: string }>): Promise<string> {
  const { text } = await answer
  return text
}
