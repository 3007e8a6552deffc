import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { seedReferenceData } from '#services/settings/seed_reference_data'
import { onACleanDesk } from '#tests/support/accounts'

test.group('A desk that is older than its support desk', (group) => {
  onACleanDesk(group)
  group.each.setup(async () => {
    await db.from('deadline_rules').where('workflow', 'support').delete()
    await db.from('request_types').where('workflow', 'support').delete()
  })

  const typeNamed = (name: string) =>
    db.from('request_types').where({ workflow: 'support', name }).firstOrFail()

  test('gets its types beside an admin’s own of the same name', async ({ assert }) => {
    const own = { key: 'general', name: 'General', workflow: 'creative' }
    await db.table('request_types').insert(own)
    await seedReferenceData()
    const { key } = await typeNamed('General')
    assert.equal(key, 'general_support')
    const { workflow } = await db.from('request_types').where('key', 'general').firstOrFail()
    assert.equal(workflow, 'creative')
  })

  test('what a department out of use would handle waits for an admin', async ({ assert }) => {
    await db.from('departments').where('name', 'Finance').update({ is_active: false })
    await seedReferenceData()
    const billing = await typeNamed('Billing')
    assert.isFalse(billing.is_active)
    assert.isNull(billing.handling_department_id)
    const bug = await typeNamed('Bug')
    assert.isTrue(bug.is_active)
  })

  test('is filled in once', async ({ assert }) => {
    await seedReferenceData()
    const count = async () => {
      const row = await db.from('request_types').count('* as count').first()
      return Number(row.count)
    }
    const before = await count()
    await seedReferenceData()
    assert.equal(await count(), before)
  })
})
