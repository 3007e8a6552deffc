import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { SESSION_COOKIE } from '#services/accounts/session_guard'
import { auditOf, onACleanDesk, statusOf, locationOf } from '#tests/support/accounts'
import { makePerson, PASSWORD } from '#tests/support/people'
import { visit, Visitor } from '#tests/support/visitor'

const NEW = 'another good one here'

test.group('My password and sessions', (group) => {
  let maria: User
  let here: Visitor
  let there: Visitor
  onACleanDesk(group)
  group.each.setup(async () => {
    maria = await makePerson({ username: 'maria' })
    here = new Visitor()
    await here.signIn(maria)
    there = await visit(maria)
  })

  test('a new password asks for the old one, renews this session and ends the others', async ({
    assert,
  }) => {
    const before = here.cookie(SESSION_COOKIE)
    const answer = await here.post('/me/password', { currentPassword: PASSWORD, password: NEW })
    assert.equal(answer.location, '/me/password')
    assert.notEqual(here.cookie(SESSION_COOKIE), before)
    assert.equal(await statusOf(here.get('/me/profile')), 200)
    assert.equal(await statusOf(there.get('/me/profile')), 302)
    const old = new Visitor()
    old.setCookie(SESSION_COOKIE, before!)
    assert.equal(await statusOf(old.get('/me/profile')), 302)
    assert.equal(await statusOf(new Visitor().signIn(maria, NEW)), 302)
    assert.include(await auditOf(maria.id), 'password_changed')
  })

  test('a wrong old or a poor new password changes nothing', async ({ assert }) => {
    const wrong = await here.post('/me/password', {
      currentPassword: 'not the right one',
      password: NEW,
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'not your present password')
    const poor = await here.post('/me/password', {
      currentPassword: PASSWORD,
      password: 'maria@desk.test',
    })
    assert.equal(poor.status, 422)
    assert.equal(await statusOf(there.get('/me/profile')), 200)
    assert.equal(await statusOf(new Visitor().signIn(maria)), 302)
  })

  test('the present password cannot be guessed here either', async ({ assert }) => {
    let status = 0
    for (let tries = 0; tries < 11; tries++) {
      status = await statusOf(
        here.post('/me/password', { currentPassword: `guess ${tries}`, password: NEW })
      )
    }
    assert.equal(status, 429)
  })

  test('lists my devices and signs the others out', async ({ assert }) => {
    const page = await here.get('/me/sessions')
    assert.include(page.text, 'This device')
    assert.include(page.text, 'Sign out the others')
    assert.equal(await locationOf(here.post('/me/sessions/others')), '/me/sessions')
    assert.equal(await statusOf(there.get('/me/profile')), 302)
    assert.equal(await statusOf(here.get('/me/profile')), 200)
  })

  test('ends one of mine, and nobody else’s', async ({ assert }) => {
    const ben = await makePerson({ username: 'ben' })
    const bens = await visit(ben)
    const [theirs] = await db.from('sessions').where('user_id', ben.id)
    await here.post(`/me/sessions/${theirs.id}/end`)
    assert.equal(await statusOf(bens.get('/me/profile')), 200)
    const mine = await db
      .from('sessions')
      .where('user_id', maria.id)
      .orderBy('id', 'desc')
      .firstOrFail()
    await here.post(`/me/sessions/${mine.id}/end`)
    assert.equal(await statusOf(there.get('/me/profile')), 302)
    assert.equal(await statusOf(here.post('/me/sessions/99999999999/end')), 404)
  })
})
