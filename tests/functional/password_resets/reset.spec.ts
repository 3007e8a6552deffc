import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { mintResetToken } from '#services/accounts/single_use_tokens'
import clock from '#services/clock'
import { auditOf, mailsTo, statusOf, textOf } from '#tests/support/accounts'
import { makePerson } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { visit, Visitor } from '#tests/support/visitor'

const NEW = 'another good one here'

test.group('A forgotten password', (group) => {
  let maria: User
  shareDesk(group, async () => {
    maria = await makePerson({ username: 'maria' })
    return maria
  })

  test('gets the same answer for known and unknown, and one mail', async ({ assert }) => {
    const answers = []
    for (const name of ['maria', 'MARIA@desk.test', 'nobody', 'nobody@desk.test']) {
      const answer = await new Visitor().post('/password/forgotten', { name })
      answers.push([answer.status, answer.location, answer.text])
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0][1], '/password/sent')
    assert.deepEqual(await mailsTo(maria.id), ['password_reset'], 'one waits, no second is written')
    const [delivery] = await db.from('deliveries').where('user_id', maria.id)
    assert.deepEqual(delivery.details, {}, 'nothing secret waits in the outbox')
    assert.lengthOf(await db.from('single_use_tokens').where('user_id', maria.id), 0)
  })

  test('sends nothing to accounts that are not open', async ({ assert }) => {
    const waiting = await makePerson({ username: 'waiting', approved: false })
    const gone = await makePerson({ username: 'gone' })
    await gone.merge({ deactivatedAt: clock.now() }).save()
    for (const name of ['waiting', 'gone'])
      await new Visitor().post('/password/forgotten', { name })
    assert.deepEqual(await mailsTo(waiting.id), [])
    assert.deepEqual(await mailsTo(gone.id), [])
  })

  test('asking often has to wait, for known and unknown alike', async ({ assert }) => {
    for (const name of ['maria', 'nobody']) {
      const statuses = []
      for (let tries = 0; tries < 4; tries++) {
        statuses.push(await statusOf(new Visitor().post('/password/forgotten', { name })))
      }
      assert.deepEqual(statuses, [302, 302, 302, 429])
    }
  })

  test('the link sets a new password once, ends every session and the lock', async ({ assert }) => {
    await maria.merge({ failedLogins: 3, lockedUntil: clock.now().plus({ minutes: 20 }) }).save()
    const elsewhere = await visit(maria)
    const path = await link(maria)
    const visitor = new Visitor()
    const page = await visitor.get(path)
    assert.equal(page.status, 200)
    assert.include(page.text, 'maria')
    const [row] = await db.from('single_use_tokens').where('user_id', maria.id)
    assert.notInclude(path, row.token_hash)

    const answer = await visitor.post(path, { password: NEW })
    assert.equal(answer.location, '/login')
    assert.equal(await statusOf(elsewhere.get('/me/profile')), 302)
    assert.equal(await statusOf(new Visitor().signIn(maria, NEW)), 302)
    assert.equal(await statusOf(new Visitor().signIn(maria)), 422, 'the old one is gone')
    assert.include(await auditOf(maria.id), 'password_reset')

    assert.equal(await statusOf(visitor.get(path)), 403)
    assert.equal(await statusOf(visitor.post(path, { password: 'and another one again' })), 403)
    assert.equal(await statusOf(new Visitor().signIn(maria, NEW)), 302)
  })

  test('a poor password keeps the link good', async ({ assert }) => {
    const path = await link(maria)
    const visitor = new Visitor()
    for (const password of ['short', 'password12345', 'maria@desk.test']) {
      const answer = await visitor.post(path, { password })
      assert.equal(answer.status, 422)
      assert.include(answer.text, 'class="error"')
    }
    assert.equal(await statusOf(visitor.post(path, { password: NEW })), 302)
  })

  test('a newer link replaces it, and after 24 hours it is dead', async ({ assert }) => {
    const first = await link(maria)
    const second = await link(maria)
    assert.equal(await statusOf(new Visitor().get(first)), 403)
    assert.equal(await statusOf(new Visitor().get(second)), 200)
    clock.freeze(clock.now().plus({ hours: 24, minutes: 1 }))
    assert.equal(await statusOf(new Visitor().get(second)), 403)
  })

  test('wrong links and links of another purpose are dead', async ({ assert }) => {
    assert.equal(await statusOf(new Visitor().get('/password/reset/nonsense')), 403)
    const path = await link(maria)
    const other = path.replace('/password/reset/', '/email/confirm/')
    assert.equal(await statusOf(new Visitor().get(other)), 403)
    await maria.merge({ deactivatedAt: clock.now() }).save()
    assert.equal(await statusOf(new Visitor().get(path)), 403)
    assert.isNull(await mintResetToken(maria.id))
  })

  test("an admin's lock stays", async ({ assert }) => {
    await maria.merge({ adminLockedAt: clock.now() }).save()
    const visitor = new Visitor()
    await visitor.post(await link(maria), { password: NEW })
    assert.include(await textOf(visitor.get('/login')), 'an admin locked this account')
    assert.equal(await statusOf(new Visitor().signIn(maria, NEW)), 422)
  })
})

async function link(user: User): Promise<string> {
  const minted = await mintResetToken(user.id)
  return new URL(minted!.url).pathname
}
