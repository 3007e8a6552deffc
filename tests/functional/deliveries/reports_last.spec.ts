import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#models/user'
import clock from '#services/clock'
import { deliverDue } from '#services/deliveries/deliver_due'
import { planReports } from '#services/subscriptions/plan_reports'
import { makeCast, type Cast } from '#tests/support/people'
import { at, begin, MailDesk, reportRows } from '#tests/support/report_mails'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('Reports among other mails', (group) => {
  let cast: Cast
  const desk = new MailDesk()
  group.setup(() => desk.open())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    desk.clear()
    clock.moveTo(at('2026-11-15T10:00'))
    cast = await makeCast()
    return () => clock.goOn()
  })

  test('leave after a request to decide that came later', async ({ assert }) => {
    const readers = [cast.kim, cast.joy, cast.rico, cast.maria, cast.ben, cast.admin]
    for (const cadence of ['daily', 'weekly'] as const) {
      for (const reader of readers) await begin({ kind: 'view', cadence }, reader)
    }
    clock.moveTo(at('2026-11-16T08:00'))
    await planReports()
    clock.moveTo(at('2026-11-16T08:05'))
    await ask(cast.maria)
    await deliverDue()
    const asked = desk.received.findIndex(({ email }) => email.subject!.startsWith('Approve'))
    // Two are written beside it and may be sooner done; the last of thirteen that five take on in turn had eight before it.
    assert.include([0, 1, 2, 3, 4, 5], asked)
    const rows = await reportRows()
    assert.lengthOf(rows, 2 * readers.length)
    for (const { state } of rows) assert.equal(state, 'sent')
  })

  test('that cannot be counted in time are tried later, three times, then listed as failed', async ({
    assert,
  }) => {
    await begin({ kind: 'view', cadence: 'daily' }, cast.ana)
    // What cannot be read fails where a statement that takes too long does.
    await db
      .from('report_subscriptions')
      .where('user_id', cast.ana.id)
      .update({ tab: 'nonexistent' })
    clock.moveTo(at('2026-11-16T08:00'))
    await planReports()
    const tries: number[] = []
    for (let minute = 0; minute < 180; minute += 10) {
      await deliverDue()
      const [{ attempts, state, last_error: why }] = await reportRows()
      tries.push(attempts)
      if (state === 'failed') assert.isNotEmpty(why)
      clock.moveTo(at('2026-11-16T08:00').plus({ minutes: minute + 10 }))
    }
    const [row] = await reportRows()
    assert.containsSubset(row, { state: 'failed', attempts: 3 })
    assert.equal(tries[2], 1)
    assert.equal(tries[5], 2)
    const admin = await visit(await User.findOrFail(cast.admin.id))
    const page = await admin.get('/admin/deliveries?state=failed')
    assert.include(page.text, row.last_error.slice(0, 12))
  })
})
