import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { auditOf } from '#tests/support/accounts'
import { textOf } from '#tests/support/look'
import { makePerson } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

test.group('One-letter keys', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are switched off, and on again, in the profile', async ({ assert }) => {
    const maria = await makePerson({ username: 'maria' })
    const visitor = await visit(maria)
    const names = { firstName: 'Maria', lastName: 'Test' }
    assert.notInclude(await textOf(visitor.get('/')), 'data-keys')
    await visitor.post('/me/profile', { ...names, keysOff: '1' })
    assert.match(await textOf(visitor.get('/')), /<html[^>]* data-keys="off"/)
    assert.match(await textOf(visitor.get('/me/profile')), /name="keysOff"[^>]* checked/)
    assert.include(await auditOf(maria.id), 'profile_changed')
    await visitor.post('/me/profile', names)
    assert.notInclude(await textOf(visitor.get('/')), 'data-keys')
    await visitor.post('/me/profile', { ...names, firstName: '', keysOff: '1' })
    const answer = await visitor.post('/me/profile', { ...names, keysOff: 'perhaps' })
    assert.equal(answer.status, 422)
  })
})
