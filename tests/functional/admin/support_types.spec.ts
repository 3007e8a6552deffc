import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Department from '#models/department'
import RequestType from '#models/request_type'
import { statusOf } from '#tests/support/accounts'
import { makeCast, type Cast } from '#tests/support/people'
import { visit, type Visitor } from '#tests/support/visitor'

type Row = Record<string, string | number>

test.group('Support types and their departments', (group) => {
  let cast: Cast
  let olga: Visitor
  let it: Department
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
    it = await Department.findByOrFail('name', 'IT')
  })

  const typeForm = (fields: Row = {}): Row => ({
    workflow: 'support',
    name: 'Printers',
    icon: 'printer',
    handlingDepartmentId: it.id,
    position: '110',
    isActive: '1',
    ...fields,
  })
  const send = async (fields: Row, id?: number) =>
    olga.post(`/admin/request-types${id ? `/${id}` : ''}`, fields)
  const make = async (fields: Row = {}) => {
    const answer = await send(typeForm(fields))
    if (answer.status !== 302) throw new Error(answer.text)
    return RequestType.query().orderBy('id', 'desc').firstOrFail()
  }

  test('a support type is made and audited, and shows no field of the creative desk', async ({
    assert,
  }) => {
    const page = await olga.get('/admin/request-types/new?workflow=support')
    assert.include(page.text, 'name="handlingDepartmentId"')
    assert.notInclude(page.text, 'name="productMode"')
    const type = await make({ productMode: 'many', isScheduled: '1' })
    const { workflow, key, icon, handlingDepartmentId, productMode, isScheduled } = type
    assert.deepEqual(
      { workflow, key, icon, handlingDepartmentId, productMode, isScheduled },
      {
        workflow: 'support',
        key: 'printers',
        icon: 'printer',
        handlingDepartmentId: it.id,
        productMode: 'none',
        isScheduled: false,
      }
    )
    const audit = await db
      .from('audit_events')
      .where({ action: 'request_type_created', subject_id: type.id })
    assert.lengthOf(audit, 1)
    const list = await olga.get('/admin/request-types')
    assert.include(list.text, 'Printers')
    assert.notInclude(list.text, 'translation missing')
  })

  test('types nest one level within their desk, and a heading stays one', async ({ assert }) => {
    const heading = await make({ name: 'Hardware' })
    const child = await make({ parentId: heading.id })
    const other = await make({ name: 'Phones' })
    const banner = await RequestType.findByOrFail('key', 'website_banner')
    for (const [fields, id] of [
      [{ parentId: child.id }, other.id],
      [{ parentId: other.id }, heading.id],
      [{ parentId: heading.id }, heading.id],
      [{ parentId: banner.id }, other.id],
      [{ parentId: 999_999 }, other.id],
      [{ parentId: 'abc' }, other.id],
      [{ isActive: '' }, heading.id],
    ] as [Row, number][]) {
      const { name } = await RequestType.findOrFail(id)
      const answer = await send({ ...typeForm({ name }), ...fields }, id)
      assert.equal(answer.status, 422, JSON.stringify(fields))
      assert.include(answer.text, 'class="error"')
    }
    const rows = await RequestType.query().whereIn('id', [heading.id, child.id, other.id])
    assert.sameMembers(
      rows.map(({ parentId }) => parentId),
      [null, heading.id, null]
    )
    const list = await olga.get('/admin/request-types')
    assert.match(
      list.text,
      /Hardware[\s\S]{0,200}Heading[\s\S]{0,900}data-below[\s\S]{0,400}Printers/
    )
  })

  test('what does not fit comes back in words and changes nothing', async ({ assert }) => {
    const closed = await Department.create({ name: 'Closed', description: '', isActive: false })
    const type = await make()
    const before = await db.from('request_types').count('* as n').first()
    for (const [fields, id] of [
      [{ handlingDepartmentId: '' }],
      [{ handlingDepartmentId: closed.id, name: 'Other name' }],
      [{ handlingDepartmentId: 999_999, name: 'Other name' }],
      [{ name: 'PRINTERS' }],
      [{ icon: '../../etc', name: 'Other name' }],
      [{ workflow: 'nonsense', name: 'Other name' }],
      [{ workflow: '', name: 'Other name' }],
      [{ workflow: 'creative' }, type.id],
      [{ handlingDepartmentId: closed.id }, type.id],
    ] as [Row, number?][]) {
      const answer = await send({ ...typeForm(), ...fields }, id)
      assert.equal(answer.status, 422, JSON.stringify(fields))
    }
    const after = await db.from('request_types').count('* as n').first()
    assert.equal(after.n, before.n)
    await type.refresh()
    assert.equal(type.workflow, 'support')
    assert.equal(type.handlingDepartmentId, it.id)
    const ana = await visit(cast.ana)
    const refused = await ana.post('/admin/request-types', typeForm({ name: 'Other name' }))
    assert.equal(refused.status, 403)
  })

  test('a support rule has hours to the first answer, and no criteria', async ({ assert }) => {
    const bug = await RequestType.findByOrFail('key', 'bug')
    const banner = await RequestType.findByOrFail('key', 'website_banner')
    const rule = { workflow: 'support', priority: 'high', requestTypeId: bug.id, hours: '6' }
    const page = await olga.get('/admin/deadline-rules/new?workflow=support')
    assert.include(page.text, 'name="responseHours"')
    assert.notInclude(page.text, 'name="criteria"')
    for (const fields of [
      { responseHours: '7' },
      { responseHours: '0' },
      { responseHours: 'soon' },
      { requestTypeId: banner.id },
      { workflow: 'nonsense' },
    ] as Row[]) {
      const answer = await olga.post('/admin/deadline-rules', { ...rule, ...fields })
      assert.equal(answer.status, 422, JSON.stringify(fields))
    }
    const made = await olga.post('/admin/deadline-rules', {
      ...rule,
      responseHours: '1.5',
      criteria: 'video',
    })
    assert.equal(made.status, 302)
    const row = await db.from('deadline_rules').where('request_type_id', bug.id).firstOrFail()
    assert.deepEqual([Number(row.hours), Number(row.response_hours), row.criteria], [6, 1.5, null])
    const moved = await olga.post(`/admin/deadline-rules/${row.id}`, {
      workflow: 'creative',
      priority: 'high',
      hours: '6',
    })
    assert.equal(moved.status, 422)
    const list = await olga.get('/admin/deadline-rules')
    assert.match(list.text, /Bug[\s\S]{0,300}1\.5 h[\s\S]{0,300}6 h/)
  })

  test('a department that handles types goes only when another one takes them', async ({
    assert,
  }) => {
    const page = await olga.get(`/admin/departments/${it.id}/edit`)
    assert.include(page.text, 'Handles Technical, Bug.')
    const closing = `/admin/departments/${it.id}/closing`
    const refused = await olga.post(`/admin/departments/${it.id}`, { name: 'IT', managerId: '' })
    assert.equal(refused.status, 422)
    assert.include(refused.text, closing)
    const shown = await olga.get(closing)
    assert.include(shown.text, '2 request types are routed here: Technical, Bug')
    const form = { peopleTo: 'stay' }
    assert.equal(await statusOf(olga.post(closing, form)), 422)
    const closed = await Department.create({ name: 'Closed', description: '', isActive: false })
    for (const typesTo of [it.id, closed.id, 999_999]) {
      const answer = await olga.post(closing, { ...form, typesTo })
      assert.equal(answer.status, 422, String(typesTo))
    }
    await it.refresh()
    assert.isTrue(it.isActive)
    const care = await Department.findByOrFail('name', 'Customer Care')
    const done = await olga.post(closing, { ...form, typesTo: care.id })
    assert.equal(done.status, 302)
    await it.refresh()
    assert.isFalse(it.isActive)
    const bug = await RequestType.findByOrFail('key', 'bug')
    assert.equal(bug.handlingDepartmentId, care.id)
    const audit = await db
      .from('audit_events')
      .where({ action: 'request_type_changed', subject_id: bug.id })
      .firstOrFail()
    assert.deepInclude(audit.changes, {
      field: 'handlingDepartment',
      before: 'IT',
      after: 'Customer Care',
    })
  })
})
