import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import RequestType from '#models/request_type'
import type User from '#models/user'
import { surveyDesk } from '#services/settings/survey_desk'
import { onACleanDesk, statusOf, textOf } from '#tests/support/accounts'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { told } from '#tests/support/told'
import { visit, type Visitor } from '#tests/support/visitor'

test.group('Closing a department', (group) => {
  let cast: Cast
  let olga: Visitor
  let cora: User
  let finance: Department
  let care: Department
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
    cora = await makePerson({ username: 'cora', department: 'Finance' })
    await makePerson({ username: 'nadia', role: 'manager', department: 'Customer Care' })
    finance = await Department.findByOrFail('name', 'Finance')
    care = await Department.findByOrFail('name', 'Customer Care')
  })

  const page = ({ id }: Department) => `/admin/departments/${id}/closing`

  test('shows what is open, and wants to hear what becomes of each part', async ({ assert }) => {
    await ask(cast.maria, { type: 'billing' })
    const { text } = await olga.get(page(finance))
    assert.include(text, '1 person is in Finance')
    assert.include(text, '1 open ticket is worked on here')
    assert.include(text, '1 request type is routed here: Billing')
    assert.notInclude(text, 'translation missing')
    const all = { peopleTo: care.id, ticketsTo: care.id, typesTo: care.id }
    for (const missing of ['peopleTo', 'ticketsTo', 'typesTo']) {
      const refused = await olga.post(page(finance), { ...all, [missing]: '' })
      assert.equal(refused.status, 422, missing)
      assert.include(refused.text, 'Choose what becomes of this', missing)
    }
    const orphaned = await olga.post(page(finance), { ...all, ticketsTo: 'stay' })
    assert.equal(orphaned.status, 422)
    assert.include(orphaned.text, 'Nobody would see these tickets')
    for (const nasty of ['x', '0', finance.id, 999_999, 99_999_999_999]) {
      const answer = await olga.post(page(finance), { ...all, ticketsTo: String(nasty) })
      assert.equal(answer.status, 422, String(nasty))
    }
    await finance.refresh()
    assert.isTrue(finance.isActive)
    assert.isEmpty(await db.from('handovers'))
  })

  test('people, tickets and types go in one act, and everybody concerned hears of it', async ({
    assert,
  }) => {
    const ticket = await move(cora, await ask(cast.maria, { type: 'billing' }), 'take')
    const session = await visit(cora)
    const form = { peopleTo: care.id, ticketsTo: care.id, typesTo: care.id }
    const done = await olga.post(page(finance), form)
    assert.match(done.location!, /^\/admin\/handovers\/\d+$/)
    assert.match(await textOf(olga.get(done.location!)), /Customer Care[\s\S]{0,80}1 ticket/)
    await ticket.refresh()
    await cora.refresh()
    await finance.refresh()
    assert.isFalse(finance.isActive)
    assert.equal(cora.departmentId, care.id)
    assert.equal(await statusOf(session.get('/me/profile')), 302, 'signed out')
    assert.deepInclude(ticket.$attributes, {
      handlingDepartmentId: care.id,
      assigneeId: null,
      status: 'open',
    })
    assert.deepEqual(await told(ticket.id, 'unassigned'), [cora.id])
    assert.lengthOf(await told(ticket.id, 'transferred'), 1)
    const billing = await RequestType.findByOrFail('key', 'billing')
    assert.equal(billing.handlingDepartmentId, care.id)
    const audits = await db.from('audit_events').orderBy('id').select('action', 'changes')
    assert.sameMembers(
      audits.map(({ action }) => action).filter((action) => action !== 'signed_in'),
      ['request_type_changed', 'work_handed_over', 'department_changed', 'user_placed']
    )
    assert.equal(await statusOf(olga.post(page(finance), form)), 409)
  })

  test('creative work is finished where it began, and the flag goes first', async ({ assert }) => {
    await ticketAt('in_progress', cast)
    const creative = await Department.findByOrFail('name', 'Creative')
    const people = { peopleTo: care.id }
    const flagged = await olga.post(page(creative), people)
    assert.equal(flagged.status, 422)
    assert.include(flagged.text, 'Give the flag to another one first')
    await creative.merge({ isCreative: false }).save()
    const refused = await olga.post(page(creative), people)
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Creative work is finished where it began')
    assert.equal(await statusOf(olga.post(page(creative), { peopleTo: 'stay' })), 302)
  })

  test('waiting decisions of a closed department go to somebody, or the admins see them', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    const marketing = await Department.findByOrFail('name', 'Marketing')
    const { text } = await olga.get(page(marketing))
    assert.include(text, '1 decision waits for a manager of Marketing')
    assert.include(text, 'While they stay in it: Ana Test')
    const second = await makePerson({ username: 'second', role: 'admin', department: 'IT' })
    await olga.post(page(marketing), { peopleTo: care.id })
    const asked = await told(ticket.id, 'new_request')
    assert.sameMembers(asked, [cast.ana.id, second.id])
    const { departments } = await surveyDesk()
    assert.deepInclude(
      departments.map(({ name, waiting }: any) => ({ name, waiting: Number(waiting) })),
      { name: 'Marketing', waiting: 1 }
    )
  })

  test('the last manager of waiting decisions is not taken away silently', async ({ assert }) => {
    const ticket = await ask(cast.rico)
    const sales = await Department.findByOrFail('name', 'Sales')
    await sales.merge({ managerId: cast.ana.id }).save()
    const form = { name: 'Sales', isActive: '1' }
    const refused = await olga.post(`/admin/departments/${sales.id}`, form)
    assert.equal(refused.status, 422)
    assert.include(refused.text, '1 decision waits for a manager of Sales')
    assert.include(refused.text, 'Olga Test')
    const done = await olga.post(`/admin/departments/${sales.id}`, { ...form, understood: '1' })
    assert.equal(done.status, 302)
    await ticket.refresh()
    assert.equal(ticket.status, 'requested')
  })

  test('only admins, and only departments that are there', async ({ assert }) => {
    const ana = await visit(cast.ana)
    assert.equal(await statusOf(ana.get(page(finance))), 403)
    assert.equal(await statusOf(ana.post(page(finance), { peopleTo: 'stay' })), 403)
    for (const id of ['0', '999999', 'x', '99999999999']) {
      assert.equal(await statusOf(olga.get(`/admin/departments/${id}/closing`)), 404, id)
      assert.equal(await statusOf(olga.post(`/admin/departments/${id}/closing`)), 404, id)
    }
  })
})
