import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { makeCast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { visit, Visitor } from '#tests/support/visitor'

/** What a page asks for by itself, while the form that was sent from it is on its way. */
const MEANWHILE: [what: string, path: string, headers: Record<string, string>][] = [
  ['the badges', '/me/counts', { 'hx-request': 'true' }],
  ['its rows', '/tickets/rows?shown=1', { 'hx-request': 'true', 'hx-request-type': 'partial' }],
  ['itself, to look again', '/tickets', { 'sec-fetch-dest': 'empty' }],
  ['a picture', '/tickets/1/attachments/1', { 'sec-fetch-dest': 'image' }],
]

test.group('One-time messages', (group) => {
  let maria: Visitor
  let id: number
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const cast = await makeCast()
    const ticket = await ask(cast.maria)
    id = ticket.id
    maria = await visit(cast.maria)
    await maria.get('/tickets')
  })

  test('stay for the page that a form leads to, whatever the page before asks for: {0}')
    .with(MEANWHILE)
    .run(async ({ assert }, [, path, headers]) => {
      const sent = await maria.post('/trash', { tickets: id, back: '/tickets' })
      assert.equal(sent.status, 303)
      const meanwhile = await maria.get(path, headers)
      // An answer to what was asked before comes late, too: no cookie at all is the only one that takes nothing away.
      assert.deepEqual(meanwhile.headers.getSetCookie(), [])
      const page = await maria.get('/tickets', { 'sec-fetch-dest': 'document' })
      assert.include(page.text, `#${id} moved to trash.`)
      const next = await maria.get('/tickets', { 'sec-fetch-dest': 'document' })
      assert.notInclude(next.text, `#${id} moved to trash.`)
    })

  test('may come from a part of a page, which leads to another one', async ({ assert }) => {
    const sent = await maria.post(`/tickets/${id}/trash`, {}, { 'hx-request': 'true' })
    assert.equal(sent.headers.get('hx-redirect'), '/tickets')
    const { text } = await maria.get('/tickets', { 'sec-fetch-dest': 'document' })
    assert.include(text, `#${id} moved to trash.`)
  })

  test('leave the secret of forms to whoever comes first', async ({ assert }) => {
    const visitor = new Visitor()
    const first = await visitor.get('/login', { 'sec-fetch-dest': 'iframe' })
    assert.isNotEmpty(first.headers.getSetCookie())
    const second = await visitor.get('/login', { 'sec-fetch-dest': 'iframe' })
    assert.isEmpty(second.headers.getSetCookie())
  })
})
