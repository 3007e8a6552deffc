import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Ticket from '#models/ticket'
import clock from '#services/clock'
import { makePerson } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

const DAY = [{ from: '09:00', to: '17:00' }]

test.group('The deadline that a form shows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    // A Friday.
    clock.freeze(DateTime.fromISO('2026-03-06T16:00:00Z'))
    return () => clock.goOn()
  })

  async function works(name: string) {
    const hours = JSON.stringify({ 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY })
    await db.from('departments').where({ name }).update({ working_hours: hours, time_zone: 'UTC' })
  }

  test('is the one that the ticket gets, for the first answer too', async ({ assert }) => {
    await works('IT')
    const rosa = await makePerson({ username: 'rosa', department: 'Sales' })
    await db.from('users').where('id', rosa.id).update({ time_zone: 'UTC' })
    const visitor = await visit(rosa)
    const fields = {
      type: 'bug',
      title: 'The cash desk prints nothing',
      description: 'On both tills.',
      priority: 'high',
    }
    const form = await visitor.post('/tickets', { ...fields, _form: 'next' })
    // 8 h: one on Friday, seven on Monday; 2 h to the first answer.
    assert.match(form.text, /Deadline[\s\S]{0,200}Mon 9 Mar, 16:00/)
    assert.match(form.text, /First answer until[\s\S]{0,200}Mon 9 Mar, 10:00/)
    assert.include(form.text, 'counted in working hours: Mon–Fri 09:00–17:00')
    assert.equal(await db.from('tickets').first(), null)
    await visitor.post('/tickets', fields)
    const ticket = await Ticket.query().firstOrFail()
    assert.equal(ticket.deadlineAt!.toUTC().toISO(), '2026-03-09T16:00:00.000Z')
    assert.equal(ticket.responseDueAt!.toUTC().toISO(), '2026-03-09T10:00:00.000Z')
  })

  test('of creative work is told in hours, and counts working hours once it runs', async ({
    assert,
  }) => {
    await works('Creative')
    const maria = await makePerson({ username: 'maria', department: 'Marketing' })
    const visitor = await visit(maria)
    const fields = { type: 'other_creative', title: 'A flyer', description: 'x', priority: 'high' }
    const form = await visitor.post('/tickets', { ...fields, _form: 'next' })
    assert.match(form.text, /24 h[\s\S]{0,200}once approved and assigned; counted in working hours/)
  })
})
