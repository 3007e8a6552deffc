import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { mintEmailChangeToken } from '#services/accounts/single_use_tokens'
import { auditOf, mailsTo, onACleanDesk, statusOf, textOf } from '#tests/support/accounts'
import { makePerson, PASSWORD } from '#tests/support/people'
import { visit, Visitor } from '#tests/support/visitor'

test.group('My profile', (group) => {
  let maria: User
  let visitor: Visitor
  onACleanDesk(group)
  group.each.setup(async () => {
    maria = await makePerson({ username: 'maria' })
    visitor = await visit(maria)
  })

  test('changes names and zone, and nothing that is an admin’s', async ({ assert }) => {
    const before = { ...maria.$attributes }
    const answer = await visitor.post('/me/profile', {
      firstName: 'Mia',
      lastName: 'Santos',
      timeZone: 'Europe/Berlin',
      role: 'admin',
      departmentId: 1,
      username: 'root',
      email: 'evil@desk.test',
      approved_at: '',
      locale: 'xx',
    })
    assert.equal(answer.location, '/me/profile')
    await maria.refresh()
    assert.equal(maria.fullName, 'Mia Santos')
    assert.equal(maria.timeZone, 'Europe/Berlin')
    for (const field of [
      'role',
      'departmentId',
      'username',
      'email',
      'locale',
      'sessionEpoch',
    ] as const) {
      assert.equal(maria[field], before[field], field)
    }
    assert.deepEqual(await auditOf(maria.id), ['profile_changed'])
    assert.include(await textOf(visitor.get('/me/profile')), 'Saved.')
  })

  test('the language is offered only when there is a second one', async ({ assert }) => {
    const page = await visitor.get('/me/profile')
    assert.notInclude(page.text, 'name="locale"')
  })

  test('a bad zone or an empty name comes back as typed', async ({ assert }) => {
    const zone = await visitor.post('/me/profile', {
      firstName: 'Typed',
      lastName: 'Name',
      timeZone: 'Mars/Olympus',
    })
    assert.equal(zone.status, 422)
    assert.include(zone.text, 'value="Typed"')
    const name = await visitor.post('/me/profile', { firstName: '', lastName: 'Name' })
    assert.equal(name.status, 422)
  })

  test('the theme is kept, and garbage refused', async ({ assert }) => {
    assert.equal(await statusOf(visitor.post('/me/theme', { theme: 'dark' })), 302)
    assert.include(await textOf(visitor.get('/me/profile')), 'data-theme="dark"')
    assert.equal(await statusOf(visitor.post('/me/theme', { theme: 'pink' })), 422)
  })

  test('a new address counts once its link was used', async ({ assert }) => {
    const wrong = await visitor.post('/me/email', {
      email: 'new@desk.test',
      currentPassword: 'not it, really',
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'not your present password')
    assert.include(wrong.text, 'value="new@desk.test"')

    await visitor.post('/me/email', { email: 'new@desk.test', currentPassword: PASSWORD })
    await maria.refresh()
    assert.equal(maria.email, 'maria@desk.test')
    assert.equal(maria.pendingEmail, 'new@desk.test')
    assert.deepEqual(await mailsTo(maria.id), ['email_change'])
    assert.include(await textOf(visitor.get('/me/profile')), 'waits to be confirmed')

    const minted = await mintEmailChangeToken(maria.id)
    assert.equal(minted!.address, 'new@desk.test')
    const path = new URL(minted!.url).pathname
    const page = await new Visitor().get(path)
    assert.include(page.text, 'new@desk.test')
    await maria.refresh()
    assert.equal(maria.email, 'maria@desk.test', 'looking changes nothing')
    assert.equal(await statusOf(new Visitor().post(path)), 302)
    await maria.refresh()
    assert.equal(maria.email, 'new@desk.test')
    assert.isNull(maria.pendingEmail)
    assert.equal(await statusOf(new Visitor().post(path)), 403)
    assert.includeMembers(await auditOf(maria.id), ['email_change_asked', 'email_changed'])
  })

  test('a taken address is refused, also when it is taken meanwhile', async ({ assert }) => {
    await makePerson({ username: 'ben' })
    const taken = await visitor.post('/me/email', {
      email: 'BEN@desk.test',
      currentPassword: PASSWORD,
    })
    assert.equal(taken.status, 422)
    await visitor.post('/me/email', { email: 'later@desk.test', currentPassword: PASSWORD })
    const minted = await mintEmailChangeToken(maria.id)
    await makePerson({ username: 'later' })
    assert.equal(await statusOf(new Visitor().post(new URL(minted!.url).pathname)), 422)
    await maria.refresh()
    assert.equal(maria.email, 'maria@desk.test')
  })

  test('a change that was taken back has no link', async ({ assert }) => {
    await visitor.post('/me/email', { email: 'new@desk.test', currentPassword: PASSWORD })
    const minted = await mintEmailChangeToken(maria.id)
    await visitor.post('/me/email/cancel')
    assert.equal(await statusOf(new Visitor().get(new URL(minted!.url).pathname)), 403)
    assert.isNull(await mintEmailChangeToken(maria.id))
    assert.lengthOf(await db.from('users').where('pending_email', 'new@desk.test'), 0)
  })
})
