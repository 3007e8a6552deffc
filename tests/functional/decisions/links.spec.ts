import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { editBrief } from '#services/tickets/edit_brief'
import { statusOf, textOf } from '#tests/support/accounts'
import { linkFor } from '#tests/support/decision_links'
import { actions, lastActivity, told } from '#tests/support/events'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit, Visitor } from '#tests/support/visitor'

test.group('A link to decide', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  async function opened(path: string): Promise<Visitor> {
    const visitor = new Visitor()
    await visitor.get(path)
    return visitor
  }

  /** Everything that a look at a link must leave as it is. */
  async function stateOf(ticket: Ticket) {
    await ticket.refresh()
    const [token] = await db.from('decision_tokens').where('ticket_id', ticket.id)
    return [ticket.status, ticket.lockVersion, await actions(ticket.id), token]
  }

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
      '3 days after approval and assignment',
    ]) {
      assert.include(page.text, words)
    }
    assert.notMatch(page.text, /<input[^>]* checked/)
    assert.notMatch(page.text, /translation missing|undefined|\[object/)
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(page.headers.get('cache-control'), 'no-store')
    assert.include(page.headers.get('x-robots-tag')!, 'noindex')
    assert.notMatch(page.text, /(src|href|action)="https?:\/\/(?!127\.0\.0\.1)/)
  })

  test('says what changed since the person was asked before', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'A banner' })
    const edit = {
      ...ticket.$attributes,
      title: 'A bigger banner',
      lockVersion: ticket.lockVersion,
    }
    const edited = await editBrief(ticket.id, edit as never, { by: cast.maria, channel: 'web' })
    const text = await textOf(new Visitor().get(await linkFor(cast.ana, edited)))
    assert.include(text, 'Changed since you were last asked')
    assert.include(text, 'A banner → A bigger banner')
  })

  test('approves by one press, and says what comes next', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const path = await linkFor(cast.ana, ticket)
    const visitor = await opened(path)
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
    const maria = await visit(cast.maria)
    assert.include(await textOf(maria.get(`/tickets/${ticket.id}`)), 'through mail link')
  })

  test('rejects with a reason; without one the form comes back as typed', async ({ assert }) => {
    const ticket = await ticketAt('pending_creative', cast)
    const path = await linkFor(cast.ben, ticket)
    const visitor = await opened(path)
    const missing = await visitor.post(path, { decision: 'reject', note: '  ' })
    assert.equal(missing.status, 422)
    assert.include(missing.text, 'Write a reason.')
    assert.match(missing.text, /<input[^>]*value="reject"[^>]* checked/)
    const unchosen = await visitor.post(path, { note: 'Half a <thought>' })
    assert.equal(unchosen.status, 422)
    assert.include(unchosen.text, 'Choose Approve or Reject.')
    assert.include(unchosen.text, 'Half a &lt;thought&gt;')
    for (const odd of ['maybe', '__proto__', '']) {
      assert.equal(await statusOf(visitor.post(path, { decision: odd, note: 'x' })), 422, odd)
    }
    assert.equal(
      await statusOf(visitor.post(path, { decision: 'reject', note: 'x'.repeat(5001) })),
      422
    )
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')

    assert.equal(
      await statusOf(visitor.post(path, { decision: 'reject', note: 'Not this month.' })),
      303
    )
    const activity = await lastActivity(ticket.id)
    assert.deepEqual([activity.action, activity.details.note], ['rejected', 'Not this month.'])
    assert.deepEqual(await told(ticket.id, 'rejected'), [cast.maria.id])
    const receipt = await textOf(visitor.get(path))
    assert.include(receipt, `You rejected #${ticket.id}`)
    assert.include(receipt, 'Not this month.')
  })

  test('looking changes nothing: HEAD, GET, twice, as a prefetch', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const path = await linkFor(cast.ana, ticket)
    const before = await stateOf(ticket)
    const visitor = new Visitor()
    const head = await visitor.raw('HEAD', path)
    assert.equal(head.status, 200)
    await visitor.get(path)
    await visitor.get(path, { 'sec-purpose': 'prefetch', 'purpose': 'prefetch' })
    await visitor.get(`${path}?decision=approve&note=x`)
    assert.deepEqual(await stateOf(ticket), before)
  })

  test('a press without the form token, or from another site, decides nothing', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    const path = await linkFor(cast.ana, ticket)
    const before = await stateOf(ticket)
    const visitor = await opened(path)
    const form = () => new URLSearchParams({ decision: 'approve' })
    assert.equal(await statusOf(visitor.raw('POST', path, { body: form() })), 403)
    const origin = { origin: 'https://evil.example' }
    assert.equal(await statusOf(visitor.post(path, { decision: 'approve' }, origin)), 403)
    const site = { 'sec-fetch-site': 'cross-site' }
    assert.equal(await statusOf(visitor.post(path, { decision: 'approve' }, site)), 403)
    assert.deepEqual(await stateOf(ticket), before)
  })

  test('a page without referrer has no origin either, and its button works', async ({ assert }) => {
    const path = await linkFor(cast.ana, await ask(cast.maria))
    const visitor = await opened(path)
    const answer = visitor.post(path, { decision: 'approve' }, { origin: 'null' })
    assert.equal(await statusOf(answer), 303)
  })

  test('a second press, and who was slower, learn who decided', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const path = await linkFor(cast.ana, ticket)
    const [first, second] = [await opened(path), await opened(path)]
    assert.equal(await statusOf(first.post(path, { decision: 'approve' })), 303)
    const late = await second.post(path, { decision: 'reject', note: 'No.' })
    assert.equal(late.status, 409)
    assert.include(late.text, `You approved #${ticket.id}`)
    assert.deepEqual(await actions(ticket.id), ['created', 'dept_approved'])
  })
})
