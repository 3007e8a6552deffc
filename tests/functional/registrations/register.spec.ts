import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import User from '#models/user'
import { limitTries } from '#services/accounts/limit_tries'
import { auditOf, mailsTo, onACleanDesk } from '#tests/support/accounts'
import { makePerson } from '#tests/support/people'
import { Visitor, type Answer } from '#tests/support/visitor'

test.group('Asking for an account', (group) => {
  onACleanDesk(group)

  test('waits for an admin, and every active admin is told', async ({ assert }) => {
    const admins = [await makePerson({ role: 'admin' }), await makePerson({ role: 'admin' })]
    const gone = await makePerson({ role: 'admin' })
    await gone.merge({ deactivatedAt: gone.createdAt }).save()
    const answer = await register({})
    assert.equal(answer.location, '/register/waiting')
    const page = await new Visitor().get('/register/waiting')
    assert.include(page.text, 'Your account waits for approval')

    const user = await User.findByOrFail('username', 'lea')
    assert.equal(user.email, 'lea@desk.test')
    assert.equal(user.role, 'member')
    assert.isNull(user.approvedAt)
    assert.isTrue(user.password.startsWith('$scrypt$'))
    assert.deepEqual(await auditOf(user.id), ['user_registered'])
    const told = await db
      .from('notifications')
      .where({ kind: 'account_waiting', event_key: `user:${user.id}:registered` })
      .orderBy('user_id')
    assert.sameMembers(
      told.map((row) => row.user_id),
      admins.map(({ id }) => id)
    )
    for (const admin of admins) assert.deepEqual(await mailsTo(admin.id), ['account_waiting'])
  })

  test('posted rights and states are dropped', async ({ assert }) => {
    await register({
      role: 'admin',
      approved_at: '2020-01-01',
      approvedAt: '2020-01-01',
      approvedBy: 1,
      sessionEpoch: 99,
      id: 424_242,
      telegramChatId: 'x',
    })
    const user = await User.findByOrFail('username', 'lea')
    assert.equal(user.role, 'member')
    assert.isNull(user.approvedAt)
    assert.equal(user.sessionEpoch, 1)
    assert.notEqual(user.id, 424_242)
    assert.isNull(user.telegramChatId)
  })

  test('poor passwords are refused, and the rest stays as typed', async ({ assert }) => {
    const poor: [string, RegExp][] = [
      ['short', /At least 10 characters/],
      ['password12345', /tried first/],
      ['qwertyuiop', /tried first/],
      ['0123456789', /tried first/],
      ['aaaaaaaaaaaa', /tried first/],
      ['lea@desk.test', /no password/],
    ]
    for (const [password, sentence] of poor) {
      const answer = await register({ password })
      assert.equal(answer.status, 422, password)
      assert.match(answer.text, sentence)
      assert.include(answer.text, 'value="Lea"')
      assert.include(answer.text, 'value="lea@desk.test"')
      assert.notMatch(answer.text, /type="password"[^>]* value="[^"]/)
      assert.match(answer.text, /<option[^>]* selected[^>]*>Sales</)
    }
    assert.isNull(await User.findBy('username', 'lea'))
  })

  test('a taken name or address is said at its field', async ({ assert }) => {
    await makePerson({ username: 'lea' })
    const name = await register({ username: 'LEA', email: 'other@desk.test' })
    assert.equal(name.status, 422)
    assert.include(name.text, 'Somebody has this username')
    const address = await register({ username: 'lea2', email: 'Lea@Desk.test' })
    assert.equal(address.status, 422)
    assert.include(address.text, 'an account with this address')
  })

  test('nasty input is a sentence, never a failure', async ({ assert }) => {
    const nasty: Record<string, string | string[]>[] = [
      { username: 'a b' },
      { username: '<script>' },
      { username: '' },
      { email: 'not-an-address' },
      { departmentId: '99999' },
      { departmentId: 'abc' },
      { departmentId: '99999999999999' },
      { firstName: 'x'.repeat(61) },
      { firstName: '   ' },
      { firstName: 'Ana\nBcc: all' },
      { lastName: 'Cruz\u2028Diaz' },
      { lastName: 'Cruz\u202e' },
      { lastName: '\u2067Cruz' },
    ]
    for (const fields of nasty) {
      const answer = await register(fields)
      assert.equal(answer.status, 422, JSON.stringify(fields))
      assert.include(answer.text, 'class="error"')
    }
    const nul = await register({ firstName: 'a\0b' })
    assert.equal(nul.status, 400)
    assert.isNull(await User.findBy('email', 'lea@desk.test'))
  })

  test('too many tries from one address have to wait', async ({ assert }) => {
    for (let tries = 0; tries < 60; tries++) await limitTries('register', { address: '127.0.0.1' })
    const answer = await register({})
    assert.equal(answer.status, 429)
    assert.isAbove(Number(answer.headers.get('retry-after')), 0)
  })
})

async function register(fields: Record<string, string | number | string[]>): Promise<Answer> {
  const sales = await Department.findByOrFail('name', 'Sales')
  return new Visitor().post('/register', {
    username: 'lea',
    email: 'lea@desk.test',
    firstName: 'Lea',
    lastName: 'Ramos',
    password: 'four random words here',
    departmentId: sales.id,
    ...fields,
  })
}
