import { test } from '@japa/runner'
import { locationOf, statusOf } from '#tests/support/accounts'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { visit } from '#tests/support/visitor'

test.group('The people of my departments', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('a manager sees his departments and changes nobody', async ({ assert }) => {
    const ana = await visit(cast.ana)
    const page = await ana.get('/people')
    assert.equal(page.status, 200)
    assert.include(page.text, 'maria@desk.test')
    assert.notInclude(page.text, 'kim@desk.test')
    assert.notInclude(page.text, '/admin/users')
    const forged = await ana.get('/people?department=1&q=kim')
    assert.notInclude(forged.text, 'kim@desk.test')
    assert.equal(await statusOf(ana.get('/people?page=x')), 422)
  })

  test('members find nothing there, admins their own page', async ({ assert }) => {
    const maria = await visit(cast.maria)
    assert.equal(await statusOf(maria.get('/people')), 404)
    const olga = await visit(cast.admin)
    assert.equal(await locationOf(olga.get('/people')), '/admin/users')
  })
})
