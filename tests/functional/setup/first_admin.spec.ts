import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import User from '#models/user'
import { prepareFirstAdmin } from '#services/accounts/prepare_first_admin'
import { auditOf, onACleanDesk, statusOf } from '#tests/support/accounts'
import { Visitor } from '#tests/support/visitor'

test.group('The first start', (group) => {
  onACleanDesk(group)

  test('makes the first admin with his department, once, and signs him in', async ({ assert }) => {
    const path = await setupPath()
    const visitor = new Visitor()
    const page = await visitor.get(path)
    assert.equal(page.status, 200)
    assert.include(page.text, 'Load the demo organisation')
    assert.include(page.text, 'A manager of Creative')

    const form = await formOf(path)
    const poor = await visitor.post('/setup', { ...form, password: 'password1234' })
    assert.equal(poor.status, 422)
    assert.include(poor.text, 'value="Olga"')
    assert.include(poor.text, `value="${form.token}"`)

    const answer = await visitor.post('/setup', { ...form, role: 'member' })
    assert.equal(answer.location, '/admin')
    const admin = await User.findByOrFail('username', 'olga')
    assert.equal(admin.role, 'admin')
    assert.isNotNull(admin.approvedAt)
    assert.equal(admin.departmentId, form.departmentId)
    assert.deepEqual(await auditOf(admin.id), ['user_created'])
    assert.equal(await statusOf(visitor.get('/me/profile')), 200)

    assert.equal(await statusOf(new Visitor().get(path)), 404)
    assert.equal(await statusOf(new Visitor().post('/setup', { ...form, username: 'second' })), 404)
    assert.lengthOf(await db.from('users').where('role', 'admin'), 1)
  })

  test('a wrong, missing or replaced link opens nothing', async ({ assert }) => {
    const first = await setupPath()
    const second = await setupPath()
    assert.equal(await statusOf(new Visitor().get(first)), 403)
    assert.equal(await statusOf(new Visitor().get('/setup?token=nonsense')), 403)
    assert.equal(await statusOf(new Visitor().get('/setup')), 403)
    assert.equal(await statusOf(new Visitor().get('/setup?token[]=x')), 403)
    const form = await formOf(first)
    assert.equal(await statusOf(new Visitor().post('/setup', form)), 403)
    assert.equal(await statusOf(new Visitor().get(second)), 200)
    assert.lengthOf(await db.from('users'), 0)
  })
})

async function setupPath(): Promise<string> {
  const { setupUrl } = await prepareFirstAdmin()
  const { pathname, search } = new URL(setupUrl!)
  return pathname + search
}

async function formOf(path: string) {
  const department = await Department.findByOrFail('name', 'IT')
  return {
    token: path.split('token=')[1],
    username: 'olga',
    email: 'olga@desk.test',
    firstName: 'Olga',
    lastName: 'Reyes',
    password: 'four random words here',
    departmentId: department.id,
  }
}
