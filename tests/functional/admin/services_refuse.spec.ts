import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Department from '#models/department'
import { retryDeliveries } from '#services/deliveries/retry_deliveries'
import { removeDeadlineRule } from '#services/master_data/save_deadline_rule'
import { saveDepartment } from '#services/master_data/save_department'
import { saveProduct } from '#services/master_data/save_product'
import { DEFAULTS } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import { makeCast } from '#tests/support/people'

test.group('What admins manage', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is refused by the services themselves to everybody else', async ({ assert }) => {
    const cast = await makeCast()
    await db.from('users').where('id', cast.admin.id).update({ role: 'manager' })
    const marketing = await Department.findByOrFail('name', 'Marketing')
    const rule = await db.from('deadline_rules').whereNotNull('criteria').firstOrFail()
    for (const by of [cast.ana, cast.maria, cast.admin]) {
      const actor = { by, channel: 'web' as const }
      const tries = [
        () => saveProduct(null, { name: 'New', category: 'general' }, actor),
        () => saveDepartment(marketing.id, { name: 'Sold' }, actor),
        () => removeDeadlineRule(rule.id, actor),
        () => saveSettings({ ...DEFAULTS, confirmAfterDays: 9 }, actor),
        () => retryDeliveries({}, actor),
      ]
      for (const attempt of tries) await assert.rejects(attempt, /Only admins/)
    }
    assert.isNull(await db.from('products').where('name', 'New').first())
    assert.isNull(await db.from('settings').where('key', 'confirmAfterDays').first())
  })

  test('says in the audit which department lost the creative flag', async ({ assert }) => {
    const cast = await makeCast()
    const creative = await Department.findByOrFail('isCreative', true)
    const sales = await Department.findByOrFail('name', 'Sales')
    const form = { name: 'Sales', isActive: true, isCreative: true, understood: true }
    await saveDepartment(sales.id, form, { by: cast.admin, channel: 'web' })
    const audit = await db
      .from('audit_events')
      .where({ subject_type: 'department', subject_id: String(creative.id) })
      .firstOrFail()
    assert.deepEqual(audit.changes, [{ field: 'isCreative', before: 'true', after: 'false' }])
  })
})
