import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { assignTicket } from '#services/tickets/assign_ticket'
import { getAs, pick } from '#tests/support/answers'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { actions, lastActivity, told } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial', 'hx-target': 'div#ticket' }

test.group('People of a ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const watchers = async (id: number) => {
    const rows = await db.from('watchers').where('ticket_id', id).orderBy('user_id')
    return rows.map((row) => row.user_id)
  }
  const helpers = async (id: number) => {
    const rows = await db.from('collaborators').where('ticket_id', id).orderBy('user_id')
    return rows.map((row) => row.user_id)
  }

  test('one watches and stops watching', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const visitor = await visit(cast.joy)
    const answer = await visitor.post(`/tickets/${ticket.id}/watch`, {}, HTMX)
    assert.equal(answer.status, 200)
    assert.include(answer.text, 'Stop watching')
    await visitor.post(`/tickets/${ticket.id}/watch`)
    assert.deepEqual(await watchers(ticket.id), [cast.joy.id])
    assert.deepEqual(await told(ticket.id, 'watcher_added'), [])
    await visitor.post(`/tickets/${ticket.id}/watch/delete`)
    assert.deepEqual(await watchers(ticket.id), [])
    const all = await actions(ticket.id)
    assert.deepEqual(all.slice(-2), ['watcher_added', 'watcher_removed'])
  })

  test('a manager adds anybody, who is told and sees it from then on', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const rico = await visit(cast.rico)
    assert.equal(await pick(rico.get(`/tickets/${ticket.id}`), 'status'), 404)
    const ana = await visit(cast.ana)
    const page = await ana.get(`/tickets/${ticket.id}/watch/new`)
    assert.include(page.text, cast.rico.fullName)
    const answer = await ana.post(`/tickets/${ticket.id}/watch`, { user_id: cast.rico.id })
    assert.equal(answer.status, 302)
    assert.deepEqual(await told(ticket.id, 'watcher_added'), [cast.rico.id])
    assert.equal(await pick(rico.get(`/tickets/${ticket.id}`), 'status'), 200)
    assert.equal(
      await pick(rico.post(`/tickets/${ticket.id}/comments`, { body: 'Hi' }), 'status'),
      302
    )
    await ana.post(`/tickets/${ticket.id}/watch/delete`, { user_id: cast.rico.id })
    assert.equal(await pick(rico.get(`/tickets/${ticket.id}`), 'status'), 404)
  })

  test('the requester adds people of his own department only', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const lea = await makePerson({ username: 'lea', department: 'Marketing' })
    const visitor = await visit(cast.maria)
    const page = await visitor.get(`/tickets/${ticket.id}/watch/new`)
    assert.include(page.text, lea.fullName)
    assert.notInclude(page.text, cast.rico.fullName)
    const own = await visitor.post(`/tickets/${ticket.id}/watch`, { user_id: lea.id })
    assert.equal(own.status, 302)
    const other = await visitor.post(`/tickets/${ticket.id}/watch`, { user_id: cast.rico.id })
    assert.equal(other.status, 403)
    assert.include(other.text, 'You can add people of your own department.')
    assert.deepEqual(await watchers(ticket.id), [lea.id])
  })

  test('a watcher adds and removes nobody else', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const ana = await visit(cast.ana)
    await ana.post(`/tickets/${ticket.id}/watch`, { user_id: cast.rico.id })
    const rico = await visit(cast.rico)
    assert.equal(await pick(rico.get(`/tickets/${ticket.id}/watch/new`), 'status'), 403)
    for (const address of ['watch', 'watch/delete']) {
      const form = { user_id: cast.maria.id }
      assert.equal(await pick(rico.post(`/tickets/${ticket.id}/${address}`, form), 'status'), 403)
    }
    assert.equal(await pick(rico.post(`/tickets/${ticket.id}/watch/delete`), 'status'), 302)
  })

  test('people who left, and nobody at all, cannot be added', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    await db.from('users').where('id', cast.joy.id).update({ deactivated_at: new Date() })
    const ben = await visit(cast.ben)
    for (const id of [cast.joy.id, 999_999, 'abc', '-1', '']) {
      const answer = await ben.post(`/tickets/${ticket.id}/collaborators`, { user_id: id })
      assert.equal(answer.status, 422)
    }
    for (const id of [cast.joy.id, 999_999, 'abc']) {
      assert.equal(
        await pick(ben.post(`/tickets/${ticket.id}/watch`, { user_id: id }), 'status'),
        422
      )
    }
    assert.deepEqual(await watchers(ticket.id), [])
    assert.deepEqual(await helpers(ticket.id), [])
  })

  test('handling managers add and remove collaborators of their department', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const ben = await visit(cast.ben)
    const add = await ben.post(`/tickets/${ticket.id}/collaborators`, { user_id: cast.joy.id })
    assert.equal(add.status, 302)
    assert.deepEqual(await helpers(ticket.id), [cast.joy.id])
    assert.deepEqual(await told(ticket.id, 'collaborator_added'), [cast.joy.id])
    const activity = await lastActivity(ticket.id)
    assert.equal(activity.action, 'collaborator_added')
    const snapshot = await db.from('ticket_snapshots').where('activity_id', activity.id).first()
    assert.deepEqual(snapshot.data.collaborators, [cast.joy.id])
    await move(cast.joy, ticket, 'start')

    const outsider = await ben.post(`/tickets/${ticket.id}/collaborators`, {
      user_id: cast.rico.id,
    })
    assert.equal(outsider.status, 422)
    await ben.post(`/tickets/${ticket.id}/collaborators/delete`, { user_id: cast.joy.id })
    assert.deepEqual(await helpers(ticket.id), [])
    assert.deepEqual(await told(ticket.id, 'collaborator_removed'), [cast.joy.id])
    const again = await ben.post(`/tickets/${ticket.id}/collaborators/delete`, {
      user_id: cast.joy.id,
    })
    assert.equal(again.status, 302)
  })

  test('nobody else changes collaborators', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    for (const who of ['maria', 'ana', 'kim', 'joy'] as const) {
      const visitor = await visit(cast[who])
      for (const address of ['collaborators', 'collaborators/delete']) {
        const form = { user_id: cast.joy.id }
        const answer = await visitor.post(`/tickets/${ticket.id}/${address}`, form)
        assert.equal(answer.status, 403, who)
      }
    }
    assert.deepEqual(await helpers(ticket.id), [])
  })

  test('assigning names the people and their open work, and starts the clock', async ({
    assert,
  }) => {
    const ticket = await ticketAt('approved', cast)
    await ticketAt('in_progress', cast)
    const ben = await visit(cast.ben)
    const form = await ben.get(`/tickets/${ticket.id}/assignment/edit`)
    assert.include(form.text, `${cast.kim.fullName}, 1 open`)
    assert.notInclude(form.text, cast.rico.fullName)
    const answer = await ben.post(`/tickets/${ticket.id}/assignment`, {
      'assignee_id': cast.kim.id,
      'collaborator_ids[]': [cast.joy.id, cast.paolo.id],
      'lock_version': await pick(reload(ticket.id), 'lock_version'),
    })
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    const row = await reload(ticket.id)
    assert.equal(row.assignee_id, cast.kim.id)
    assert.isNotNull(row.assigned_at)
    assert.equal(row.deadline_at - row.clock_started_at, 72 * 3600 * 1000)
    assert.deepEqual(await helpers(ticket.id), [cast.joy.id, cast.paolo.id])
    assert.deepEqual(await told(ticket.id, 'assigned'), [cast.kim.id])
    assert.deepEqual(await told(ticket.id, 'collaborator_added'), [cast.joy.id, cast.paolo.id])
  })

  test('a wrong choice comes back as it was made', async ({ assert }) => {
    const ticket = await ticketAt('approved', cast)
    const ben = await visit(cast.ben)
    for (const fields of [
      { 'assignee_id': cast.rico.id, 'collaborator_ids[]': [cast.joy.id] },
      { 'assignee_id': '', 'collaborator_ids[]': [cast.joy.id] },
      { 'assignee_id': 'abc', 'collaborator_ids[]': [cast.joy.id] },
      { 'assignee_id': cast.kim.id, 'collaborator_ids[]': [cast.joy.id, cast.rico.id] },
    ]) {
      const answer = await ben.post(`/tickets/${ticket.id}/assignment`, fields)
      assert.equal(answer.status, 422)
      assert.match(
        answer.text,
        new RegExp(
          `id="collaborator-${cast.joy.id}"[^>]*checked|checked[^>]*id="collaborator-${cast.joy.id}"`
        )
      )
    }
    assert.isNull(await pick(reload(ticket.id), 'assignee_id'))
  })

  test('of two who assign, the second learns that it changed', async ({ assert }) => {
    const ticket = await ticketAt('approved', cast)
    const seen = await reload(ticket.id)
    const actor = { by: cast.admin, channel: 'web' as const }
    await assignTicket(ticket.id, { assigneeId: cast.joy.id }, actor)
    const ben = await visit(cast.ben)
    const answer = await ben.post(`/tickets/${ticket.id}/assignment`, {
      assignee_id: cast.kim.id,
      lock_version: seen.lock_version,
    })
    assert.equal(answer.status, 409)
    assert.include(answer.text, 'changed since you opened it')
    assert.include(answer.text, cast.joy.fullName)
    assert.equal(await pick(reload(ticket.id), 'assignee_id'), cast.joy.id)
  })

  test('talk and watching do not make an assignment stale', async ({ assert }) => {
    const ticket = await ticketAt('approved', cast)
    const seen = await reload(ticket.id)
    const maria = await visit(cast.maria)
    await maria.post(`/tickets/${ticket.id}/comments`, { body: 'Soon?' })
    await maria.post(`/tickets/${ticket.id}/watch`)
    const ben = await visit(cast.ben)
    const form = { assignee_id: cast.kim.id, lock_version: seen.lock_version }
    assert.equal(await pick(ben.post(`/tickets/${ticket.id}/assignment`, form), 'status'), 302)
  })

  test('who may not assign is told why, on the form too', async ({ assert }) => {
    const approved = await ticketAt('approved', cast)
    const requested = await ticketAt('requested', cast)
    const maria = await visit(cast.maria)
    const form = { assignee_id: cast.kim.id }
    assert.equal(await pick(maria.get(`/tickets/${approved.id}/assignment/edit`), 'status'), 403)
    const refused = await maria.post(`/tickets/${approved.id}/assignment`, form)
    assert.equal(refused.status, 403)
    assert.include(refused.text, 'A manager of the handling department assigns the work.')
    const ben = await visit(cast.ben)
    const early = await ben.get(`/tickets/${requested.id}/assignment/edit`)
    assert.equal(early.status, 403)
    assert.include(early.text, 'It has to be approved first.')
  })

  test('taking the people off stops the clock and tells them', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const ben = await visit(cast.ben)
    const answer = await ben.post(`/tickets/${ticket.id}/assignment/delete`)
    assert.equal(answer.status, 302)
    const row = await reload(ticket.id)
    assert.isNull(row.assignee_id)
    assert.isNull(row.deadline_at)
    assert.deepEqual(await told(ticket.id, 'unassigned'), [cast.kim.id])
    const twice = await ben.post(`/tickets/${ticket.id}/assignment/delete`)
    assert.equal(twice.status, 403)
    assert.include(twice.text, 'Nobody is assigned.')
  })

  test('inactive people are marked', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    await db.from('users').where('id', cast.kim.id).update({ deactivated_at: new Date() })
    const page = await getAs(cast.maria, `/tickets/${ticket.id}`)
    assert.include(page.text, 'Assignee, no longer active')
  })

  test('scheduled work needs a start, and takes its end as the deadline', async ({ assert }) => {
    let ticket = await ask(cast.maria, { type: 'videoshoot' })
    ticket = await move(cast.ana, ticket, 'approve')
    ticket = await move(cast.ben, ticket, 'approve')
    const ben = await visit(cast.ben)
    const post = (fields: Record<string, string>) =>
      ben.post(`/tickets/${ticket.id}/assignment`, { assignee_id: cast.kim.id, ...fields })
    const none = await post({})
    assert.equal(none.status, 422)
    assert.include(none.text, 'Say when it starts')
    const backwards = {
      scheduled_start: '2030-05-02T10:00',
      scheduled_end: '2030-05-02T09:00',
    }
    const wrong = await post(backwards)
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'It cannot end before it starts.')
    assert.include(wrong.text, backwards.scheduled_end)
    assert.equal(await pick(post({ scheduled_start: 'tomorrow' }), 'status'), 422)
    assert.equal(await pick(post({ scheduled_start: '2030-05-02T10:00' }), 'status'), 302)
    assert.isNull(await pick(reload(ticket.id), 'deadline_at'))
    assert.equal(
      await pick(post({ ...backwards, scheduled_end: '2030-05-02T18:00' }), 'status'),
      302
    )
    const row = await reload(ticket.id)
    assert.equal(row.deadline_at.getTime(), row.scheduled_end.getTime())
  })

  const reload = (id: number) => db.from('tickets').where('id', id).firstOrFail()
})
