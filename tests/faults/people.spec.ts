import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import User from '#models/user'
import { figures } from '#tests/support/figures'
import { all, openDesk, statuses, type LiveDesk } from '#tests/support/race'
import { makePerson } from '#tests/support/people'
import { ask, ticketAt } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

/** Two real web processes, committed data: inside one transaction these could not fail. */
test.group('Two admins at once', (group) => {
  let desk: LiveDesk
  group.setup(async () => {
    desk = await openDesk(2)
    return () => desk.handOver()
  })

  test('cannot take each other’s role away: one stays', async ({ assert }) => {
    const { admin } = desk.cast
    const other = await makePerson({ username: 'other', role: 'admin', department: 'IT' })
    const admins = [
      { user: admin, at: await desk.visitors(admin) },
      { user: other, at: await desk.visitors(other) },
    ]
    const press = (by: Visitor, whom: User) => ({
      by,
      path: `/admin/users/${whom.id}/place`,
      fields: {
        role: 'member',
        departmentId: whom.departmentId,
        version: whom.updatedAt.toMillis(),
        seen: 0,
      },
    })
    const { answers } = await all([
      press(admins[0].at[0], other),
      press(admins[1].at[1], admin),
      press(admins[0].at[1], other),
      press(admins[1].at[0], admin),
    ])
    const left = await db.from('users').where('role', 'admin').whereIn('id', [admin.id, other.id])
    assert.lengthOf(left, 1)
    assert.isTrue(answers.every(({ status }) => status < 500))
    const placed = await db.from('audit_events').where('action', 'user_placed')
    assert.lengthOf(placed, 1)
  })

  test('approve one registration once', async ({ assert }) => {
    const admin = await firstAdmin()
    const lea = await makePerson({ username: 'lea', approved: false })
    const [one, two] = await desk.visitors(admin)
    const { answers } = await all(
      Array.from({ length: 10 }, (_, nth) => ({
        by: nth % 2 ? one : two,
        path: `/admin/users/${lea.id}/${nth % 3 ? 'approval' : 'decline'}`,
        fields: {},
      }))
    )
    assert.isTrue(answers.every(({ status }) => [302, 409].includes(status)))
    await lea.refresh()
    const decisions = await db
      .from('audit_events')
      .where({ subject_type: 'user', subject_id: String(lea.id) })
      .orderBy('id')
    const actions = decisions.map(({ action }) => action)
    assert.include(
      [['user_approved'], ['user_declined', 'user_approved']].map(String),
      String(actions)
    )
    assert.equal(statuses(answers)[302], actions.length)
  })

  test('give nobody work who goes at the same moment: it is refused, or handed over with the rest', async ({
    assert,
  }) => {
    const { cast } = desk
    const creative = await Department.findByOrFail('name', 'Creative')
    const [olga] = await desk.visitors(await firstAdmin())
    const bens = await desk.visitors(cast.ben)
    const outcomes: string[] = []
    for (let round = 0; round < 8; round++) {
      const leaver = await makePerson({ username: `leaver${round}`, department: 'Creative' })
      const tickets = [await ticketAt('approved', cast), await ticketAt('approved', cast)]
      const choice = { [`work[d${creative.id}]`]: String(cast.joy.id) }
      const { answers } = await all([
        ...tickets.map((ticket, nth) => ({
          by: bens[nth],
          path: `/tickets/${ticket.id}/assignment`,
          fields: { assignee_id: leaver.id },
          after: (round * 4) % 14,
        })),
        { by: olga, path: `/admin/users/${leaver.id}/deactivation`, fields: choice, after: 5 },
      ])
      assert.isTrue(answers.every(({ status }) => [302, 409, 422].includes(status)))
      await leaver.refresh()
      const isGone = answers[2].status === 302
      assert.equal(leaver.deactivatedAt !== null, isGone)
      for (const [nth, ticket] of tickets.entries()) {
        await ticket.refresh()
        const given = answers[nth].status === 302
        const heir = isGone ? cast.joy.id : leaver.id
        assert.equal(ticket.assigneeId, given ? heir : null)
        outcomes.push(given ? 'handed over' : 'refused')
      }
    }
    figures('assigned while he was deactivated', { outcomes: outcomes.join(', ') })
  })

  test('of many parallel wrong passwords only three count before the lock', async ({ assert }) => {
    const { maria } = desk.cast
    const guesses = await Promise.all(
      Array.from({ length: 10 }, async (_, nth) => {
        const by = new Visitor(desk.webs[nth % 2].url)
        await by.get('/login')
        return { by, path: '/login', fields: { name: 'maria', password: `guess number ${nth}` } }
      })
    )
    const { answers } = await all(guesses)
    assert.deepEqual(statuses(answers), { 422: 10 })
    await maria.refresh()
    assert.isNotNull(maria.lockedUntil)
    const late = new Visitor(desk.webs[0].url)
    await late.get('/login')
    const answer = await late.signIn(maria)
    assert.equal(answer.status, 422)
  })
})

/** No web process is needed for this. */
test.group('A department that closes', (group) => {
  let desk: LiveDesk
  group.setup(async () => {
    desk = await openDesk(0)
    return () => desk.close()
  })

  test('gets no ticket of somebody who was just asking it', async ({ assert }) => {
    const { maria } = desk.cast
    const finance = await Department.findByOrFail('name', 'Finance')
    const care = await Department.findByOrFail('name', 'Customer Care')
    const closing = await db.transaction()
    await closing.from('departments').where('id', finance.id).forUpdate().select('id')
    const types = closing.from('request_types').where('handling_department_id', finance.id)
    await types.update({ handling_department_id: care.id })
    const asked = ask(maria, { type: 'billing' })
    const isWaiting = async () => Boolean(await db.from('pg_locks').where('granted', false).first())
    await until(isWaiting, 'the create waits for the closing', 5).finally(() => closing.commit())
    const { handlingDepartmentId } = await asked
    assert.equal(handlingDepartmentId, care.id)
  })
})

/** Of two admins one took the other's role before. */
async function firstAdmin(): Promise<User> {
  return User.query().where('role', 'admin').firstOrFail()
}
