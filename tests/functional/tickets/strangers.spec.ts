import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { addComment } from '#services/comments/add_comment'
import { makeCast, type Cast } from '#tests/support/people'
import { actions } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

/** Every address of a ticket, with the verbs it answers to. */
function ticketRoutes() {
  return Object.values(router.toJSON())
    .flat()
    .filter(({ pattern }) => /^\/tickets\/:/.test(pattern) || pattern.includes(':ticketId'))
    .flatMap(({ pattern, methods }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => ({ pattern, method }))
    )
}

/** Fields that every form of a ticket would take. */
const FORM = {
  name: 'complete',
  note: 'x',
  body: 'x',
  priority: 'low',
  decision: 'approve',
  step: 'department',
  round: 1,
  brief_version: 1,
}
const HTMX: Record<string, string> = { 'hx-request': 'true', 'hx-request-type': 'partial' }

test.group('A stranger on every address of a ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('gets 404, and nothing happens', async ({ assert }) => {
    const routes = ticketRoutes()
    assert.isAbove(routes.length, 15)
    const ticket = await ticketAt('in_progress', cast)
    const { id } = await addComment(
      ticket.id,
      { body: 'Hidden words' },
      {
        by: cast.maria,
        channel: 'web',
      }
    )
    const before = await actions(ticket.id)
    const stranger = await visit(cast.rico)
    await stranger.get('/login')
    for (const { pattern, method } of routes) {
      const address = pattern
        .replace(/^\/tickets\/:id/, `/tickets/${ticket.id}`)
        .replace(':ticketId', String(ticket.id))
        .replace(':name', 'complete')
        .replace(/:\w+/g, String(id))
      for (const headers of [{}, HTMX]) {
        const answer =
          method === 'GET'
            ? await stranger.get(address, headers)
            : await stranger.post(address, FORM, headers)
        assert.equal(answer.status, 404, `${method} ${address}`)
        assert.notInclude(answer.text, ticket.title, `${method} ${address}`)
        assert.notInclude(answer.text, 'Hidden words')
      }
    }
    assert.deepEqual(await actions(ticket.id), before)
  })

  test('a ticket in the trash is gone for everybody, but for who restores it', async ({
    assert,
  }) => {
    const { trashTicket } = await import('#services/tickets/trash_ticket')
    const ticket = await ticketAt('in_progress', cast)
    await trashTicket(ticket.id, { by: cast.admin, channel: 'web' })
    const before = await actions(ticket.id)
    const admin = await visit(cast.admin)
    for (const { pattern, method } of ticketRoutes()) {
      if (pattern.endsWith('/trash/delete')) continue
      // What happened can be read there too; nothing can be done from it.
      if (method === 'GET' && /\/history(\/versions.*)?$/.test(pattern)) continue
      const address = pattern
        .replace(/^\/tickets\/:id/, `/tickets/${ticket.id}`)
        .replace(':ticketId', String(ticket.id))
        .replace(':name', 'complete')
        .replace(/:\w+/g, '1')
      const answer = method === 'GET' ? await admin.get(address) : await admin.post(address, FORM)
      assert.equal(answer.status, 404, `${method} ${address}`)
    }
    assert.deepEqual(await actions(ticket.id), before)
  })

  test('who is not signed in is asked to sign in', async ({ assert }) => {
    const { Visitor } = await import('#tests/support/visitor')
    const ticket = await ticketAt('requested', cast)
    const answer = await new Visitor().get(`/tickets/${ticket.id}`)
    assert.equal(answer.status, 302)
    assert.include(answer.location!, '/login')
  })
})
