import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import env from '#start/env'
import type User from '#models/user'
import clock from '#services/clock'
import { freezeMonth } from '#services/reports/monthly/freeze_month'
import { monthOf } from '#services/reports/monthly/month'
import { deliverDue } from '#services/deliveries/deliver_due'
import { productId, plant } from '#tests/support/counted'
import { makeCast, type Cast } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

const at = (iso: string) => clock.freeze(DateTime.fromISO(iso, { zone: env.get('TIME_ZONE') }))
const read = async (person: User, path: string) => {
  const visitor = await visit(person)
  return visitor.get(path)
}
const OCTOBER = '/reports/monthly?year=2026&month=10'

test.group('The monthly report', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    at('2026-11-03T09:00')
    cast = await makeCast()
    const done = { by: cast.maria, to: cast.kim, status: 'completed', deadlineAt: '2026-10-20' }
    const late = { by: cast.rico, to: cast.joy, status: 'in_progress', deadlineAt: '2026-10-25' }
    const video = { product: await productId('Juan365 FB VID'), quantity: 9 }
    await plant(
      [
        { ...done, quantity: 10, criteria: 'image' as const, endedAt: '2026-10-12' },
        { ...done, type: 'ads', items: [{ ...video, criteria: 'video' as const }], revisions: 5 },
        { ...late, quantity: 4, priority: 'urgent' },
        { by: cast.maria, quantity: 2 },
      ].map((one) => ({ createdAt: '2026-10-10', endedAt: '2026-10-21', ...one }))
    )
    return () => clock.goOn()
  })

  test('says its figures with words beside their colours, to each what he may see', async ({
    assert,
  }) => {
    await freezeMonth(monthOf(2026, 10))
    const page = await read(cast.admin, '/reports/monthly')
    assert.equal(page.status, 200)
    for (const said of ['Monthly report: October 2026', '66.7 %', 'Off target', '50.0 %']) {
      assert.include(page.text, said)
    }
    assert.include(page.text, '9 video, 10 image, 0 other')
    assert.include(page.text, 'Kim Test made most: 19 pieces.')
    assert.include(page.text, 'One ticket is overdue')
    assert.include(page.text, 'brief of one ticket')
    const admin = await visit(cast.admin)
    const file = await admin.post('/exports/monthly?year=2026&month=10', { format: 'csv' })
    assert.include(file.text, '\nCompletion rate,66.7,')
    const ana = await read(cast.ana, OCTOBER)
    assert.include(ana.text, '100.0 %')
    assert.notInclude(ana.text, 'Joy Test')
    const kim = await read(cast.kim, OCTOBER)
    assert.include(kim.text, '19 pieces')
    assert.notInclude(kim.text, 'Send the report of October 2026 to all')
    const paolo = await read(cast.paolo, OCTOBER)
    assert.include(paolo.text, 'No figure')
    assert.notInclude(paolo.text, '0.0 %')
  })

  test('links the running month to its lists, and says what cannot be said yet', async ({
    assert,
  }) => {
    const admin = await visit(cast.admin)
    at('2026-10-31T09:00')
    const page = await admin.get(OCTOBER)
    assert.include(page.text, 'The month is not over')
    const href = page.text.match(/\/tickets\?[^"]*is=done[^"]*/)![0].replaceAll('&amp;', '&')
    const list = await admin.get(href)
    assert.lengthOf(list.text.match(/id="ticket-\d+"/g) ?? [], 2)
    at('2026-11-03T09:00')
    const empty = await admin.get('/reports/monthly?year=2025&month=3')
    assert.include(empty.text, 'No ticket was made in this month')
    assert.notInclude(empty.text, 'The month is not over')
    const over = await admin.get(OCTOBER)
    assert.include(over.text, 'is over and not counted yet')
    const ahead = await admin.get('/reports/monthly?year=2027&month=1')
    assert.include(ahead.text, 'has not begun')
    for (const bad of ['year=abc', 'month=13', 'year=99999999999', 'year[]=2026&month=x']) {
      const refused = await admin.get(`/reports/monthly?${bad}`)
      assert.equal(refused.status, 422, bad)
    }
  })

  test('goes by mail to those who may read it, each with his own figures, once an hour', async ({
    assert,
  }) => {
    await freezeMonth(monthOf(2026, 10))
    const send = { year: 2026, month: 10, to: 'managers' }
    const kim = await visit(cast.kim)
    const refused = await kim.post('/reports/monthly/sendings', send)
    assert.equal(refused.status, 403)
    const admin = await visit(cast.admin)
    await admin.post('/reports/monthly/sendings', send)
    await admin.post('/reports/monthly/sendings', send)
    const rows = await db.from('deliveries').where('kind', 'monthly_report')
    assert.includeMembers(
      rows.map((row) => row.user_id),
      [cast.admin.id, cast.ana.id, cast.ben.id]
    )
    assert.notInclude(
      rows.map((row) => row.user_id),
      cast.kim.id
    )
    assert.lengthOf(await db.from('audit_events').where('action', 'monthly_report_sent'), 1)
    await deliverDue()
    const states = await db.from('deliveries').where('kind', 'monthly_report').distinct('state')
    assert.deepEqual(states, [{ state: 'sent' }])
    const early = await admin.post('/reports/monthly/sendings', { ...send, month: 9 })
    assert.equal(early.status, 409)
    assert.include(early.text, 'Not counted yet')
    assert.include(early.text, 'Nothing was sent; try again')
    assert.notInclude(early.text, 'Somebody was faster')
    const garbage = await admin.post('/reports/monthly/sendings', { ...send, to: 'everybody' })
    assert.oneOf(garbage.status, [302, 303, 422])
  })
})
