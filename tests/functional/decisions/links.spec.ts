import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { onACleanDesk } from '#tests/support/accounts'
import { linkFor } from '#tests/support/decision_links'
import { lastActivity, told } from '#tests/support/events'
import { makeCast, type Cast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { Visitor } from '#tests/support/visitor'

test.group('A link to decide', (group) => {
  let cast: Cast
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
  })

  test('shows the request to whoever holds it, with nothing chosen', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'Payday <b>push</b>' })
    const page = await new Visitor().get(await linkFor(cast.ana, ticket))
    assert.equal(page.status, 200)
    for (const words of [
      'Payday &lt;b&gt;push&lt;/b&gt;',
      'One clear line, large product name.',
      'Maria Test, Marketing',
      'for Ana Test, link valid until',
      `Department approval of #${ticket.id}, brief version 1`,
      'Ben Test is asked for the creative approval next',
      '72 h after approval and assignment',
    ]) {
      assert.include(page.text, words)
    }
    assert.notMatch(page.text, /<input[^>]* checked/)
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(page.headers.get('cache-control'), 'no-store')
    assert.include(page.headers.get('x-robots-tag')!, 'noindex')
    assert.notMatch(page.text, /translation missing|undefined|\[object/)
  })

  test('approves by one press, and says what comes next', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const path = await linkFor(cast.ana, ticket)
    const visitor = new Visitor()
    await visitor.get(path)
    const answer = await visitor.post(path, { decision: 'approve', note: '' })
    assert.equal(answer.status, 303)
    assert.equal(answer.location, path)
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
    const approval = await db.from('approvals').where('ticket_id', ticket.id).firstOrFail()
    assert.deepEqual(
      [approval.user_id, approval.channel, approval.decision, approval.brief_version],
      [cast.ana.id, 'email', 'approved', 1]
    )
    const activity = await lastActivity(ticket.id)
    assert.deepEqual(
      [activity.action, activity.channel, activity.actor_id],
      ['dept_approved', 'email', cast.ana.id]
    )
    assert.deepEqual(await told(ticket.id, 'pending_creative'), [cast.ben.id])
    const receipt = await visitor.get(path)
    assert.equal(receipt.status, 200)
    assert.include(receipt.text, `You approved #${ticket.id}`)
    assert.include(receipt.text, 'It waits for Ben Test now.')
    assert.notInclude(receipt.text, '<form')
  })
})
