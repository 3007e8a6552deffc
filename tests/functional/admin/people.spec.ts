import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import User from '#models/user'
import {
  auditOf,
  locationOf,
  mailsTo,
  onACleanDesk,
  statusOf,
  textOf,
} from '#tests/support/accounts'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit, Visitor, type Fields } from '#tests/support/visitor'

test.group('Admins and people', (group) => {
  let cast: Cast
  let olga: Visitor
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
  })

  test('pending people come first; search, filters and pages', async ({ assert }) => {
    const lea = await makePerson({ username: 'zz-lea', firstName: 'Zoe', approved: false })
    const page = await olga.get('/admin/users')
    assert.equal(page.status, 200)
    assert.isBelow(
      page.text.indexOf(`/admin/users/${lea.id}/approval`),
      page.text.indexOf('ana@desk.test')
    )
    const found = await textOf(olga.get('/admin/users?q=zOe+te&role=member&state=waiting'))
    assert.include(found, 'zz-lea@desk.test')
    assert.notInclude(found, 'ana@desk.test')
    await makePerson({ username: 'elena', lastName: 'Peña' })
    assert.include(await textOf(olga.get('/admin/users?q=pena')), 'elena@desk.test')
    const percent = await textOf(olga.get('/admin/users?q=%25'))
    assert.include(percent, 'Nobody found')
    const creative = await Department.findByOrFail('name', 'Creative')
    const members = await textOf(olga.get(`/admin/users?department=${creative.id}&role=`))
    assert.include(members, 'kim@desk.test')
    assert.notInclude(members, 'maria@desk.test')
    for (let count = 0; count < 25; count++) await makePerson()
    assert.include(await textOf(olga.get('/admin/users?page=2')), 'aria-current="page"')
    for (const query of ['page=0', 'page=x', 'page=41', 'role=king', 'state=x', 'department=x']) {
      assert.equal(await statusOf(olga.get(`/admin/users?${query}`)), 422, query)
    }
  })

  test('approving opens the account, once, and tells the applicant', async ({ assert }) => {
    const lea = await makePerson({ username: 'lea', approved: false })
    assert.equal(await locationOf(olga.post(`/admin/users/${lea.id}/approval`)), '/admin/users')
    await lea.refresh()
    assert.isNotNull(lea.approvedAt)
    assert.equal(lea.approvedBy, cast.admin.id)
    assert.deepEqual(await mailsTo(lea.id), ['account_approved'])
    assert.deepEqual(await auditOf(lea.id), ['user_approved'])
    assert.equal(await statusOf(new Visitor().signIn(lea)), 302)
    assert.equal(await statusOf(olga.post(`/admin/users/${lea.id}/approval`)), 409)
    assert.equal(await statusOf(olga.post(`/admin/users/${lea.id}/decline`)), 409)
    assert.deepEqual(await mailsTo(lea.id), ['account_approved'])
  })

  test('declining tells the applicant, and can be thought over', async ({ assert }) => {
    const lea = await makePerson({ username: 'lea', approved: false })
    const back = '/admin/users?q=lea'
    assert.equal(await locationOf(olga.post(`/admin/users/${lea.id}/decline`, { back })), back)
    await lea.refresh()
    assert.isNotNull(lea.declinedAt)
    assert.deepEqual(await mailsTo(lea.id), ['account_declined'])
    assert.equal(await statusOf(new Visitor().signIn(lea)), 422)
    assert.equal(await statusOf(olga.post(`/admin/users/${lea.id}/approval`)), 302)
    assert.equal(await statusOf(new Visitor().signIn(lea)), 302)
  })

  test('makes people, with a password or by invitation', async ({ assert }) => {
    const sales = await Department.findByOrFail('name', 'Sales')
    const form = {
      username: 'lea',
      email: 'lea@desk.test',
      firstName: 'Lea',
      lastName: 'Ramos',
      role: 'manager',
      departmentId: sales.id,
    }
    await olga.post('/admin/users', { ...form, sessionEpoch: 7 })
    const lea = await User.findByOrFail('username', 'lea')
    assert.include(lea.$attributes, { role: 'manager', departmentId: sales.id, sessionEpoch: 1 })
    assert.isNotNull(lea.approvedAt)
    assert.deepEqual(await mailsTo(lea.id), ['password_reset'])
    const poor = { ...form, username: 'leo', email: 'leo@desk.test', password: 'password12345' }
    const refused = await olga.post('/admin/users', poor)
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'value="leo"')
    const taken = await olga.post('/admin/users', { ...form, email: 'other@desk.test' })
    assert.equal(taken.status, 422)
    assert.include(taken.text, 'Somebody has this username')
  })

  test('changes names; a stale page is refused', async ({ assert }) => {
    const { maria } = cast
    const version = await versionOf(maria)
    const form = {
      firstName: 'Mia',
      lastName: 'Santos',
      username: 'mia',
      email: 'mia@desk.test',
      version,
    }
    assert.equal(await statusOf(olga.post(`/admin/users/${maria.id}`, form)), 302)
    await maria.refresh()
    assert.include(maria.$attributes, { firstName: 'Mia', username: 'mia', email: 'mia@desk.test' })
    assert.deepEqual(await auditOf(maria.id), ['user_changed'])
    const stale = await olga.post(`/admin/users/${maria.id}`, { ...form, firstName: 'Late' })
    assert.equal(stale.status, 409)
    await maria.refresh()
    assert.equal(maria.firstName, 'Mia')
    const taken = { ...form, username: 'ana', version: await versionOf(maria) }
    assert.equal(await statusOf(olga.post(`/admin/users/${maria.id}`, taken)), 422)
  })

  test('a new role ends the sessions and asks the new approver', async ({ assert }) => {
    const { maria, ana } = cast
    const helper = await makePerson({ username: 'helper', department: 'Marketing' })
    const session = await visit(helper)
    const ticket = await ask(maria)
    assert.deepEqual(await askedFor(ticket.id), [ana.id])
    const moved = await place(olga, helper, { role: 'manager' })
    assert.equal(moved.status, 302)
    assert.equal(await statusOf(session.get('/me/profile')), 302)
    assert.sameMembers(await askedFor(ticket.id), [ana.id, helper.id])
    assert.deepEqual(await auditOf(helper.id), ['user_placed'])
    const [audit] = await db.from('audit_events').where('action', 'user_placed')
    assert.deepEqual(audit.changes, [{ field: 'role', before: 'member', after: 'manager' }])
    assert.equal(audit.actor_id, cast.admin.id)
    await helper.refresh()
    await move((await User.asActor(helper.id))!, ticket, 'approve')
  })

  test('demoting the only manager empties his post and asks the admins', async ({ assert }) => {
    const marketing = await Department.findByOrFail('name', 'Marketing')
    await marketing.merge({ managerId: cast.ana.id }).save()
    const ticket = await ask(cast.maria)
    const preview = await olga.get(
      `/admin/users/${cast.ana.id}/place?role=member&departmentId=${marketing.id}`
    )
    assert.include(preview.text, 'is the named manager of Marketing')
    await place(olga, cast.ana, { role: 'member' })
    await marketing.refresh()
    assert.isNull(marketing.managerId)
    const second = await makePerson({ username: 'second', role: 'admin', department: 'IT' })
    assert.deepEqual(
      await askedFor(ticket.id),
      [cast.ana.id],
      'the actor is not told of his own act'
    )
    await place(olga, second, { role: 'manager' })
    await place(olga, second, { role: 'admin' })
    assert.sameMembers(await askedFor(ticket.id), [cast.ana.id, second.id])
    const [audit] = await db
      .from('audit_events')
      .where({ subject_type: 'department', subject_id: String(marketing.id) })
    assert.deepEqual(audit.changes, [{ field: 'manager', before: cast.ana.fullName, after: null }])
  })

  test('moving somebody shows his open work first; it stays his and is marked', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    const { kim } = cast
    const sales = await Department.findByOrFail('name', 'Sales')
    const first = await olga.post(`/admin/users/${kim.id}/place`, {
      role: 'member',
      departmentId: sales.id,
    })
    assert.equal(
      first.location,
      `/admin/users/${kim.id}/place?role=member&departmentId=${sales.id}`
    )
    const page = await olga.get(first.location!)
    assert.include(page.text, `#${ticket.id}`)
    assert.include(page.text, '1 open ticket of Creative')

    const unseen = await place(olga, kim, { departmentId: sales.id })
    assert.equal(unseen.status, 409, 'not what was shown')
    assert.include(unseen.text, `#${ticket.id}`)
    assert.equal(
      await statusOf(place(olga, kim, { departmentId: sales.id, seen: 1 }, unseen.text)),
      302
    )
    await ticket.refresh()
    assert.equal(ticket.assigneeId, kim.id)
    const activity = await db
      .from('activities_in_full')
      .where({ ticket_id: ticket.id, action: 'assignee_left' })
      .firstOrFail()
    assert.equal(activity.details.why, 'moved')
    const told = await db
      .from('notifications')
      .where({ ticket_id: ticket.id, kind: 'assignee_left' })
    assert.deepEqual(
      told.map((row) => row.user_id),
      [cast.ben.id]
    )
    assert.include(await mailsTo(cast.ben.id), 'assignee_left')
  })

  test('deactivating shows the work, ends everything, and can be taken back', async ({
    assert,
  }) => {
    const ticket = await ticketAt('assigned', cast)
    const { kim } = cast
    const session = await visit(kim)
    const path = `/admin/users/${kim.id}/deactivation`
    assert.include(await textOf(olga.get(path)), `#${ticket.id}`)
    assert.equal(await statusOf(olga.post(path)), 409, 'shown first')
    assert.equal(await statusOf(session.get('/me/profile')), 200)
    assert.equal(await statusOf(olga.post(path, { seen: 1 })), 302)
    assert.equal(await statusOf(session.get('/me/profile')), 302)
    assert.include(await textOf(new Visitor().signIn(kim)), 'is deactivated')
    await ticket.refresh()
    assert.equal(ticket.assigneeId, kim.id)
    assert.lengthOf(await db.from('notifications').where({ kind: 'assignee_left' }), 1)
    assert.equal(await statusOf(olga.post(path, { seen: 1 })), 409)
    assert.equal(await statusOf(olga.post(`/admin/users/${kim.id}/reactivation`)), 302)
    assert.equal(await statusOf(new Visitor().signIn(kim)), 302)
    assert.deepEqual(await auditOf(kim.id), [
      'user_deactivated',
      'work_handed_over',
      'user_reactivated',
    ])
  })

  test('a deactivated approver leaves the decision to somebody who is asked', async ({
    assert,
  }) => {
    const second = await makePerson({ username: 'second', role: 'admin', department: 'IT' })
    const ticket = await ask(cast.maria)
    await olga.post(`/admin/users/${cast.ana.id}/deactivation`, { seen: 0 })
    assert.sameMembers(await askedFor(ticket.id), [cast.ana.id, second.id])
    const [mail] = await db.from('deliveries').where({ ticket_id: ticket.id, user_id: second.id })
    assert.include(mail.details, { step: 'department', byAdmins: true })
  })

  test('locks, unlocks and sends reset links', async ({ assert }) => {
    const { maria } = cast
    const session = await visit(maria)
    const base = `/admin/users/${maria.id}`
    assert.equal(await statusOf(olga.post(`${base}/lock`)), 302)
    assert.equal(await statusOf(session.get('/me/profile')), 302)
    assert.equal(await statusOf(new Visitor().signIn(maria)), 422)
    assert.equal(await statusOf(olga.post(`${base}/lock`)), 409)
    assert.equal(await statusOf(olga.post(`${base}/unlock`)), 302)
    assert.equal(await statusOf(new Visitor().signIn(maria)), 302)
    for (let tries = 0; tries < 3; tries++) await new Visitor().signIn(maria, 'wrong-password')
    assert.include(await textOf(olga.get(base)), 'Three wrong passwords')
    assert.equal(await statusOf(olga.post(`${base}/unlock`)), 302)
    assert.equal(await statusOf(olga.post(`${base}/unlock`)), 409)
    assert.equal(await statusOf(new Visitor().signIn(maria)), 302)
    assert.equal(await statusOf(olga.post(`${base}/password`)), 302)
    assert.deepEqual(await mailsTo(maria.id), ['password_reset'])
    assert.deepEqual(await auditOf(maria.id), [
      'user_locked',
      'user_unlocked',
      'account_locked',
      'user_unlocked',
      'password_reset_asked',
    ])
  })

  test('nobody demotes, deactivates or locks himself', async ({ assert }) => {
    const me = `/admin/users/${cast.admin.id}`
    await makePerson({ role: 'admin' })
    assert.equal(await statusOf(place(olga, cast.admin, { role: 'member' })), 403)
    assert.equal(await statusOf(olga.post(`${me}/deactivation`, { seen: 0 })), 403)
    const page = await olga.get(`${me}/deactivation`)
    assert.equal(page.status, 403)
    assert.include(page.text, 'Nobody does this to his own account.')
    assert.equal(await statusOf(olga.post(`${me}/lock`)), 403)
    await cast.admin.refresh()
    assert.equal(cast.admin.role, 'admin')
    assert.isNull(cast.admin.deactivatedAt)
  })

  test('everybody else is refused everywhere', async ({ assert }) => {
    const { maria, ana } = cast
    const lea = await makePerson({ username: 'lea', approved: false })
    for (const person of [maria, ana]) {
      const visitor = await visit(person)
      for (const path of [
        '/admin/users',
        '/admin/users/new',
        `/admin/users/${maria.id}`,
        '/admin/sign-in-attempts',
      ]) {
        assert.equal(await statusOf(visitor.get(path)), 403, path)
      }
      for (const deed of ['approval', 'decline', 'lock', 'place', 'deactivation', 'password', '']) {
        const path = `/admin/users/${lea.id}/${deed}`
        assert.equal(
          await statusOf(visitor.post(path, { role: 'admin', departmentId: 1, version: 1 })),
          403,
          path
        )
      }
    }
    const guest = await new Visitor().get('/admin/users')
    assert.equal(guest.status, 302)
    await lea.refresh()
    assert.isNull(lea.approvedAt)
  })

  test('unknown people and garbage are pages, never failures', async ({ assert }) => {
    for (const id of ['999999', '99999999999', 'abc', '-1', '1.5']) {
      assert.equal(await statusOf(olga.get(`/admin/users/${id}`)), 404, id)
      assert.equal(await statusOf(olga.post(`/admin/users/${id}/approval`)), 404, id)
      assert.equal(await statusOf(olga.get(`/admin/users/${id}/deactivation`)), 404, id)
    }
    const nasty: Fields[] = [
      { role: 'king', departmentId: 1 },
      { role: 'member', departmentId: 'x' },
      { role: 'member', departmentId: 999_999, version: await versionOf(cast.maria), seen: 0 },
    ]
    for (const fields of nasty) {
      assert.equal(await statusOf(olga.post(`/admin/users/${cast.maria.id}/place`, fields)), 422)
    }
  })

  test('sign-in attempts are shown, found and filtered', async ({ assert }) => {
    await new Visitor().post('/login', { name: '<b>img', password: 'whatever it is' })
    await new Visitor().signIn(cast.maria)
    const page = await textOf(olga.get('/admin/sign-in-attempts'))
    assert.include(page, '&lt;b&gt;…')
    assert.notInclude(page, '<b>…')
    const mine = await textOf(olga.get('/admin/sign-in-attempts?q=mar&result=signed_in'))
    assert.include(mine, 'Maria Test')
    assert.notInclude(mine, '&lt;b&gt;')
    assert.equal(await statusOf(olga.get('/admin/sign-in-attempts?result=x')), 422)
  })
})

async function versionOf(person: User): Promise<number> {
  const fresh = await User.findOrFail(person.id)
  return fresh.updatedAt.toMillis()
}

/** Sends the form of the page that shows what a change means. */
async function place(
  by: Visitor,
  person: User,
  change: { role?: string; departmentId?: number; seen?: number },
  page?: string
) {
  const now = await User.findOrFail(person.id)
  const version = page?.match(/name="version" value="(\d+)"/)?.[1] ?? (await versionOf(person))
  return by.post(`/admin/users/${person.id}/place`, {
    role: now.role,
    departmentId: now.departmentId,
    seen: 0,
    ...change,
    version,
  })
}

/** Who was asked to decide a ticket. */
async function askedFor(ticketId: number): Promise<number[]> {
  const rows = await db
    .from('notifications')
    .where('ticket_id', ticketId)
    .whereIn('kind', ['new_request', 'pending_creative'])
  return [...new Set(rows.map((row) => row.user_id as number))]
}
