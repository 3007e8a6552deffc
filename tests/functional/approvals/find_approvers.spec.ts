import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import { findApprovers } from '#services/approvals/find_approvers'
import { planStep } from '#services/tickets/plan_step'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'

test.group('Who decides, read for lists', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('agrees with the plan of a step for every department and requester', async ({ assert }) => {
    const grace = await makePerson({ username: 'grace', role: 'manager', department: 'Marketing' })
    await db.from('departments').where('name', 'Marketing').update({ manager_id: grace.id })
    await db.from('departments').where('name', 'Sales').update({ manager_id: cast.ana.id })
    const gone = await makePerson({ username: 'gone', role: 'manager', department: 'Finance' })
    await db.from('users').where('id', gone.id).update({ deactivated_at: new Date() })
    const creative = await Department.findByOrFail('isCreative', true)
    const find = await findApprovers()
    for (const department of await Department.all()) {
      for (const requester of [cast.maria, cast.rico, cast.kim, cast.ben, cast.ana, cast.admin]) {
        const plan = await planStep('department', {
          requesterId: requester.id,
          requestingDepartmentId: department.id,
          handlingDepartmentId: creative.id,
        })
        if (plan.skip) continue
        const found = find(department.id, requester.id)
        const names = found.approvers.map(({ fullName }) => fullName)
        assert.deepEqual(
          { names, byAdmins: found.byAdmins },
          { names: plan.approvers.map(({ fullName }) => fullName), byAdmins: plan.byAdmins },
          `${department.name}, asked by ${requester.username}`
        )
      }
    }
  })
})
