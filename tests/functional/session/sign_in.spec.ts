import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import hash from '@adonisjs/core/services/hash'
import clock from '#services/clock'
import { SESSION_COOKIE } from '#services/accounts/session_guard'
import { statusOf, locationOf } from '#tests/support/accounts'
import { makePerson, PASSWORD } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { visit, Visitor } from '#tests/support/visitor'
import type User from '#models/user'

const SENTENCE =
  'Name or password is wrong, or this account is locked for up to 30 minutes; a reset by mail opens it.'

test.group('Signing in', (group) => {
  let maria: User
  shareDesk(group, async () => {
    maria = await makePerson({ username: 'maria' })
    return maria
  })

  test('takes the username or the e-mail, in any case', async ({ assert }) => {
    for (const name of ['maria', 'MARIA', 'maria@desk.test', ' Maria@Desk.test ']) {
      const visitor = new Visitor()
      const answer = await visitor.post('/login', { name, password: PASSWORD })
      assert.equal(answer.status, 302, name)
      assert.equal(answer.location, '/')
      assert.isTrue(visitor.has(SESSION_COOKIE))
    }
    const session = await db.from('sessions').where('user_id', maria.id).firstOrFail()
    assert.isFalse(session.remembered)
    const attempt = await lastAttempt()
    assert.include(attempt, { result: 'signed_in', user_id: maria.id })
  })

  test('"stay signed in" keeps the session for thirty days', async ({ assert }) => {
    await new Visitor().post('/login', { name: 'maria', password: PASSWORD, remember: '1' })
    const session = await db.from('sessions').where('user_id', maria.id).firstOrFail()
    assert.isTrue(session.remembered)
    const days = (session.expires_at - session.created_at) / 86_400_000
    assert.equal(Math.round(days), 30)
  })

  test('a wrong password and an unknown name get one sentence, and the form as typed', async ({
    assert,
  }) => {
    for (const name of ['maria', 'nobody<b>']) {
      const answer = await new Visitor().post('/login', {
        name,
        password: 'not-the-right-one',
        remember: '1',
        back: '/tickets?page=2',
      })
      assert.equal(answer.status, 422)
      assert.include(answer.text, SENTENCE)
      assert.notInclude(answer.text, 'not-the-right-one')
      assert.include(answer.text, name.replace('<', '&lt;').replace('>', '&gt;'))
      assert.include(answer.text, 'value="/tickets?page=2"')
      assert.match(answer.text, /name="remember"[^>]* checked/)
    }
    const results = await db
      .from('login_attempts')
      .orderBy('id', 'desc')
      .limit(2)
      .select('result', 'name')
    assert.deepEqual(
      results.map(({ result }) => result),
      ['unknown_name', 'wrong_password']
    )
    const names = results.map(({ name }) => name)
    assert.deepEqual(names, ['nob…', 'maria'], 'it may be a password in the wrong field')
  })

  test('three wrong passwords lock for thirty minutes; then nothing is compared, also not the right one', async ({
    assert,
  }) => {
    const now = clock.now()
    clock.freeze(now)
    for (let tries = 0; tries < 3; tries++) await wrong('maria')
    const compared: string[] = []
    const right = await watchCompares(compared, () => new Visitor().signIn(maria))
    assert.equal(right.status, 422)
    assert.include(right.text, SENTENCE)
    assert.lengthOf(compared, 1, 'one comparison, so that the time is the same')
    assert.notEqual(compared[0], maria.password)
    assert.include(await lastAttempt(), { result: 'locked', known_device: false })
    const [audit] = await db.from('audit_events').where('action', 'account_locked')
    assert.equal(audit.subject_id, String(maria.id))

    clock.freeze(now.plus({ minutes: 29 }))
    assert.equal(await statusOf(new Visitor().signIn(maria)), 422)
    clock.freeze(now.plus({ minutes: 31 }))
    assert.equal(await statusOf(new Visitor().signIn(maria)), 302)
  })

  test('an unknown name costs one comparison as well', async ({ assert }) => {
    const compared: string[] = []
    await watchCompares(compared, () => wrong('nobody'))
    assert.lengthOf(compared, 1)
  })

  test('misses before a success do not add up', async ({ assert }) => {
    for (let round = 0; round < 2; round++) {
      await wrong('maria')
      await wrong('maria')
      assert.equal(await statusOf(new Visitor().signIn(maria)), 302)
    }
  })

  test('an attack does not lock the owner out of a device he used before', async ({ assert }) => {
    const owner = new Visitor()
    await owner.signIn(maria)
    await owner.post('/logout')
    for (let tries = 0; tries < 3; tries++) await wrong('maria')
    assert.equal(await statusOf(new Visitor().signIn(maria)), 422)
    assert.equal(await statusOf(owner.signIn(maria)), 302)
    assert.include(await lastAttempt(), { result: 'signed_in', known_device: true })
    assert.equal(await statusOf(new Visitor().signIn(maria)), 422, 'the lock stays for others')
  })

  test('a known device has three tries of its own', async ({ assert }) => {
    const owner = new Visitor()
    await owner.signIn(maria)
    await owner.post('/logout')
    for (let tries = 0; tries < 3; tries++) await owner.signIn(maria, 'wrong-password')
    assert.equal(await statusOf(owner.signIn(maria)), 422)
    assert.equal(await statusOf(new Visitor().signIn(maria)), 302, 'the others are not touched')
  })

  test("somebody else's device is unknown", async ({ assert }) => {
    const ben = await makePerson({ username: 'ben' })
    const visitor = new Visitor()
    await visitor.signIn(ben)
    await visitor.post('/logout')
    for (let tries = 0; tries < 3; tries++) await visitor.signIn(maria, 'wrong-password')
    assert.equal(await statusOf(new Visitor().signIn(maria)), 422)
  })

  test('waiting, declined and deactivated are told only after the right password', async ({
    assert,
  }) => {
    const cases = [
      ['waits for an admin', { approvedAt: null }, 'waiting'],
      ['declined this account', { approvedAt: null, declinedAt: clock.now() }, 'declined'],
      ['is deactivated', { deactivatedAt: clock.now() }, 'deactivated'],
    ] as const
    for (const [words, state, result] of cases) {
      const person = await makePerson()
      await person.merge(state).save()
      const miss = await wrong(person.username)
      assert.notInclude(miss.text, words)
      assert.include(miss.text, SENTENCE)
      const right = await new Visitor().signIn(person)
      assert.equal(right.status, 422)
      assert.include(right.text, words)
      assert.include(await lastAttempt(), { result })
    }
    assert.lengthOf(await db.from('sessions'), 0)
  })

  test("an admin's lock also stops known devices", async ({ assert }) => {
    const owner = new Visitor()
    await owner.signIn(maria)
    await owner.post('/logout')
    await maria.merge({ adminLockedAt: clock.now() }).save()
    const answer = await owner.signIn(maria)
    assert.equal(answer.status, 422)
    assert.include(answer.text, SENTENCE)
  })

  test('leads back to a page of this desk and nowhere else', async ({ assert }) => {
    const backs: [string, string][] = [
      ['/tickets?page=2', '/tickets?page=2'],
      ['//evil.test', '/'],
      ['/\\evil.test', '/'],
      ['/\t/evil.test', '/'],
      ['https://evil.test/', '/'],
      ['javascript:alert(1)', '/'],
    ]
    for (const [back, location] of backs) {
      const answer = await new Visitor().post('/login', { name: 'maria', password: PASSWORD, back })
      assert.equal(answer.location, location, back)
    }
    const page = await new Visitor().get('/login?back=//evil.test')
    assert.notInclude(page.text, 'evil.test')
  })

  test('guests are asked to sign in, and come back', async ({ assert }) => {
    const answer = await new Visitor().get('/me/profile?x=1')
    assert.equal(answer.status, 302)
    assert.equal(answer.location, `/login?back=${encodeURIComponent('/me/profile?x=1')}`)
    const signedIn = await visit(maria)
    assert.equal(await locationOf(signedIn.get('/login')), '/')
  })

  test('a copied cookie is worthless after signing out', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.signIn(maria)
    const copy = new Visitor()
    copy.setCookie(SESSION_COOKIE, visitor.cookie(SESSION_COOKIE)!)
    assert.equal(await statusOf(copy.get('/me/profile')), 200)
    assert.equal(await locationOf(visitor.post('/logout')), '/login')
    assert.equal(await statusOf(copy.get('/me/profile')), 302)
    assert.isFalse(visitor.has(SESSION_COOKIE))
  })

  test('what a page left open sends is never done by the next person who signs in here', async ({
    assert,
  }) => {
    const [first, second] = [await makePerson(), await makePerson()]
    const browser = new Visitor()
    await browser.signIn(first)
    await browser.get('/me/profile')
    const stale = await browser.csrfToken()
    await browser.post('/logout')
    await browser.get('/login')
    await browser.signIn(second)
    const send = (_csrf: string) =>
      browser.raw('POST', '/me/profile', {
        body: new URLSearchParams({ _csrf, first_name: 'Stale', last_name: 'Page' }),
        headers: { origin: browser.base },
      })
    const answer = await send(stale)
    assert.equal(answer.status, 403)
    assert.include(answer.text, `You are ${second.fullName} now`)
    await second.refresh()
    assert.notEqual(second.firstName, 'Stale')
    await browser.get('/me/profile')
    const own = await send(await browser.csrfToken())
    assert.notEqual(own.status, 403)
  })

  test('many tries from one address are refused for a while, and recorded', async ({ assert }) => {
    let answer
    for (let tries = 0; tries < 13; tries++) answer = await wrong('someone')
    assert.equal(answer!.status, 429)
    assert.isAbove(Number(answer!.headers.get('retry-after')), 0)
    assert.include(await lastAttempt(), { result: 'limited', name: 'som…' })
    assert.equal(await statusOf(new Visitor().signIn(maria)), 302, 'others are not touched')
  })

  test('garbage is answered with the form', async ({ assert }) => {
    const answer = await new Visitor().post('/login', { 'name': '', 'password[]': 'x' })
    assert.equal(answer.status, 422)
    const long = await new Visitor().post('/login', { name: 'x'.repeat(300), password: 'y' })
    assert.equal(long.status, 422)
  })
})

async function wrong(name: string) {
  return new Visitor().post('/login', { name, password: 'wrong-password' })
}

async function lastAttempt() {
  return db.from('login_attempts').orderBy('id', 'desc').firstOrFail()
}

/** Notes every hash that a password is compared with meanwhile. */
async function watchCompares<Result>(
  compared: string[],
  work: () => Promise<Result>
): Promise<Result> {
  const verify = hash.verify
  hash.verify = (hashed, plain) => {
    compared.push(hashed)
    return verify.call(hash, hashed, plain)
  }
  try {
    return await work()
  } finally {
    hash.verify = verify
  }
}
