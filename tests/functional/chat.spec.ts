import { test } from '@japa/runner'
import env from '#start/env'
import { onACleanDesk } from '#tests/support/accounts'
import { getAs, pick } from '#tests/support/answers'
import { linkFor } from '#tests/support/decision_links'
import { makeCast, type Cast } from '#tests/support/people'
import { makeResolved, ratingLink } from '#tests/support/ratings'
import { ask, move } from '#tests/support/tickets'
import { Visitor, type Answer } from '#tests/support/visitor'

const PROPERTY = '5f4e3671f0e7167d000c81cc'
const policyOf = ({ headers }: Answer) => headers.get('content-security-policy')!
const TRACE = /tawk|chat-panel|data-chat|frame-src/i

test.group('The optional chat', (group) => {
  let cast: Cast
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    return () => setUp('', '')
  })

  function setUp(property: string, widget: string) {
    env.set('TAWK_PROPERTY_ID', property)
    env.set('TAWK_WIDGET_ID', widget)
  }

  test('leaves no trace while it is not set up', async ({ assert }) => {
    for (const property of ['', PROPERTY]) {
      setUp(property, '')
      const answer = await getAs(cast.maria, '/tickets')
      assert.equal(answer.status, 200)
      assert.notMatch(answer.text + policyOf(answer), TRACE)
      assert.equal(await pick(getAs(cast.maria, '/chat/frame'), 'status'), 404)
    }
  })

  test('is offered on pages of who is signed in, which may show frames of our own and load nothing', async ({
    assert,
  }) => {
    setUp(PROPERTY, 'default')
    const ticket = await ask(cast.maria)
    for (const path of [
      '/',
      '/tickets',
      `/tickets/${ticket.id}`,
      '/tickets/new',
      '/notifications',
    ]) {
      const answer = await getAs(cast.maria, path)
      assert.equal(answer.status, 200)
      assert.match(answer.text, /<a href="\/chat\/frame"[^>]* data-chat>/, path)
      assert.match(policyOf(answer), /; frame-src 'self'$/)
      assert.notMatch(policyOf(answer) + answer.text, /tawk\.to\/|<iframe/)
      assert.include(policyOf(answer), `frame-ancestors 'none'`)
      assert.equal(answer.headers.get('x-frame-options'), 'DENY')
    }
  })

  test('is never offered where people are alone with the desk', async ({ assert }) => {
    setUp(PROPERTY, 'default')
    const banner = await ask(cast.maria)
    const { rosa, ivan, ticket } = await makeResolved()
    await move(ivan, ticket, 'close')
    const links = [await linkFor(cast.ana, banner), (await ratingLink(rosa, ticket))!]
    const account = ['/me/profile', '/me/password', '/me/sessions', '/me/notifications']
    const paths = [
      ...links,
      '/decisions/x',
      '/ratings/x',
      '/review/x',
      '/password/reset/x',
      '/setup',
      ...account,
    ]
    const admin = ['/approvals', '/admin', '/admin/users', '/admin/settings', '/admin/deliveries']
    for (const path of [...paths, ...admin]) {
      const answer = await getAs(cast.admin, path)
      assert.notMatch(answer.text + policyOf(answer), TRACE, path)
    }
    for (const path of ['/login', '/register', '/password/forgotten', '/nowhere', ...links]) {
      const answer = await new Visitor().get(path)
      assert.notMatch(answer.text + policyOf(answer), TRACE, path)
    }
  })

  test('lives in a frame of our own without scripts, which names the partner and nobody else', async ({
    assert,
  }) => {
    setUp(PROPERTY, '1hpph4pt9')
    const answer = await getAs(cast.maria, '/chat/frame')
    const policy = policyOf(answer)
    assert.equal(answer.status, 200)
    assert.include(policy, `default-src 'none'; style-src 'self'; frame-src https://tawk.to`)
    assert.include(policy, `frame-ancestors 'self'`)
    assert.match(policy, /sandbox allow-scripts/)
    assert.notMatch(policy, /script-src|unsafe|connect-src|allow-top-navigation/)
    assert.equal(answer.headers.get('x-frame-options'), 'SAMEORIGIN')
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    const [frame] = /<iframe[^>]*>/.exec(answer.text)!
    assert.include(frame, `src="https://tawk.to/chat/${PROPERTY}/1hpph4pt9"`)
    assert.match(frame, / sandbox="allow-scripts[^"]*" referrerpolicy="no-referrer"/)
    assert.notMatch(answer.text, /<script|csrf/)
    for (const about of [cast.maria.username, cast.maria.firstName, cast.maria.email]) {
      assert.notInclude(answer.text.toLowerCase(), about.toLowerCase())
    }
    assert.equal(await pick(new Visitor().get('/chat/frame'), 'status'), 302)
  })
})
