import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { trashTicket } from '#services/tickets/trash_ticket'
import { getAs, pick, postAs } from '#tests/support/answers'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { actions, lastActivity, told } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial', 'hx-target': 'div#ticket' }

test.group('Priority', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const reload = (id: number) => db.from('tickets').where('id', id).firstOrFail()

  test('a change recomputes the running deadline from its same start', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const before = await reload(ticket.id)
    const visitor = await visit(cast.ana)
    const answer = await visitor.post(`/tickets/${ticket.id}/priority`, {
      priority: 'urgent',
      lock_version: before.lock_version,
    })
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    const after = await reload(ticket.id)
    assert.deepEqual(after.clock_started_at, before.clock_started_at)
    assert.equal(after.deadline_at - after.clock_started_at, 2 * 3600 * 1000)
    assert.equal(after.brief_version, 1)
    assert.deepEqual(await pick(lastActivity(ticket.id), 'changes'), [
      { field: 'priority', before: 'medium', after: 'urgent' },
    ])
    assert.deepEqual(
      await told(ticket.id, 'priority_changed'),
      [cast.maria.id, cast.kim.id].sort((a, b) => a - b)
    )
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.include(page.text, 'changed the priority')
  })

  test('the requester changes it until the first decision', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.maria)
    const open = await visitor.post(`/tickets/${ticket.id}/priority`, { priority: 'low' })
    assert.equal(open.status, 302)
    const decided = await ticketAt('pending_creative', cast)
    const shut = await visitor.post(`/tickets/${decided.id}/priority`, { priority: 'low' })
    assert.equal(shut.status, 403)
    assert.include(shut.text, 'The first decision is made')
    assert.equal(await pick(reload(decided.id), 'priority'), 'medium')
  })

  test('a stale page, the same word and a wrong word change nothing', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const before = await actions(ticket.id)
    const visitor = await visit(cast.ana)
    const post = (fields: Record<string, string | number>) =>
      visitor.post(`/tickets/${ticket.id}/priority`, fields)
    assert.equal(await pick(post({ priority: 'urgent', lock_version: 99 }), 'status'), 409)
    assert.equal(await pick(post({ priority: 'medium' }), 'status'), 302)
    const wrong = await post({ priority: 'now' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /<dialog(?=[^>]* open)(?=[^>]*id="ask-set_priority")/)
    assert.equal(await pick(post({}), 'status'), 422)
    assert.deepEqual(await actions(ticket.id), before)
  })
})

test.group('Trash', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('hides a ticket, offers the way back, and asks the waiting step again', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const ana = await visit(cast.ana)
    const answer = await ana.post(`/tickets/${ticket.id}/trash`)
    assert.equal(answer.location, '/tickets')
    assert.equal(await pick(lastActivity(ticket.id), 'action'), 'deleted')
    assert.deepEqual(await told(ticket.id, 'trashed'), [cast.maria.id])
    const trash = await ana.get('/trash')
    assert.include(trash.text, ticket.title)
    assert.include(trash.text, `/tickets/${ticket.id}/trash/delete`)
    assert.equal(await pick(ana.get(`/tickets/${ticket.id}`), 'status'), 404)

    const back = await ana.post(`/tickets/${ticket.id}/trash/delete`)
    assert.equal(back.location, `/tickets/${ticket.id}`)
    assert.equal(await pick(ana.get(`/tickets/${ticket.id}`), 'status'), 200)
    assert.deepEqual(await told(ticket.id, 'restored'), [cast.maria.id])
    assert.equal(await pick(lastActivity(ticket.id), 'action'), 'restored')
  })

  test('whoever works on it hears that it is back', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const [ben, kim] = [await visit(cast.ben), cast.kim.id]
    await ben.post(`/tickets/${ticket.id}/trash`)
    await ben.post(`/tickets/${ticket.id}/trash/delete`)
    assert.include(await told(ticket.id, 'restored'), kim)
  })

  test('the toast offers to undo it, also to the requester', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.maria)
    await visitor.post(`/tickets/${ticket.id}/trash`)
    const page = await visitor.get('/trash')
    assert.include(page.text, `#${ticket.id} moved to trash.`)
    const undo = page.text.match(/<div class="toast"[\s\S]*?<\/div>/)?.[0] ?? ''
    assert.include(undo, `/tickets/${ticket.id}/trash/delete`)
  })

  test('with htmx it leads away', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const answer = await postAs(cast.ana, `/tickets/${ticket.id}/trash`, {}, HTMX)
    assert.equal(answer.headers.get('hx-redirect'), '/tickets')
  })

  test('the requester trashes until work starts, and undoes it for ten minutes', async ({
    assert,
  }) => {
    const started = await ticketAt('in_progress', cast)
    const visitor = await visit(cast.maria)
    const refused = await visitor.post(`/tickets/${started.id}/trash`)
    assert.equal(refused.status, 403)
    assert.include(refused.text, 'Work has started, ask a manager.')
    const own = await ticketAt('requested', cast)
    const path = `/tickets/${own.id}/trash`
    assert.equal(await pick(visitor.post(path), 'status'), 302)
    assert.equal(await pick(visitor.post(`${path}/delete`), 'status'), 302)
    assert.equal(await pick(lastActivity(own.id), 'action'), 'restored')
    await visitor.post(path)
    clock.moveTo(clock.now().plus({ minutes: 11 }))
    const late = await visitor.post(`${path}/delete`)
    assert.equal(late.status, 403)
    assert.include(late.text, 'A manager of one of its departments or an admin')
    const page = await visitor.get('/trash')
    assert.include(page.text, own.title)
    assert.notInclude(page.text, `${path}/delete`)
  })

  test('nobody undoes what another one trashed: not the requester, nor as a manager his own', async ({
    assert,
  }) => {
    const ticket = await ask(cast.ana)
    await trashTicket(ticket.id, { by: cast.admin, channel: 'web' })
    const restore = await postAs(cast.ana, `/tickets/${ticket.id}/trash/delete`)
    assert.equal(restore.status, 403)
    const admin = await postAs(cast.admin, `/tickets/${ticket.id}/trash/delete`)
    assert.equal(admin.status, 302)
  })

  test('calls a confirmed ticket what the list calls it', async ({ assert }) => {
    const ticket = await ticketAt('confirmed', cast)
    await trashTicket(ticket.id, { by: cast.admin, channel: 'web' })
    const trash = await getAs(cast.admin, '/trash')
    assert.include(trash.text, ', Confirmed</div>')
    assert.notInclude(trash.text, 'Completed')
  })

  test('shows each person what he may see, by number, words and page', async ({ assert }) => {
    for (let count = 0; count < 23; count++) {
      const ticket = await ask(cast.maria, { title: `Poster number ${count}` })
      await trashTicket(ticket.id, { by: cast.ana, channel: 'web' })
    }
    const ana = await visit(cast.ana)
    const first = await ana.get('/trash')
    assert.include(first.text, '23 tickets')
    assert.include(first.text, 'Poster number 22')
    assert.notInclude(first.text, 'Poster number 2<')
    assert.include(await pick(ana.get('/trash?page=2'), 'text'), 'Poster number 2<')
    assert.equal(await pick(ana.get('/trash?page=9999'), 'status'), 200)
    const found = await ana.get('/trash?q=poster+22')
    assert.include(found.text, 'Poster number 22')
    assert.notInclude(found.text, 'Poster number 21')
    const { id } = await db.from('tickets').where('title', 'Poster number 7').firstOrFail()
    assert.include(await pick(ana.get(`/trash?q=%23${id}`), 'text'), 'Poster number 7')
    assert.include(
      await pick(ana.get('/trash?q=nothing+like+it'), 'text'),
      'fits “nothing like it”'
    )
    const stranger = await getAs(cast.rico, '/trash')
    assert.include(stranger.text, 'The trash is empty')
    const sales = await makePerson({ username: 'sal', role: 'manager', department: 'Sales' })
    assert.notInclude(await pick(getAs(sales, '/trash'), 'text'), 'Poster')
    for (const query of ['page=0', 'page=x', 'page=-1', `q=${'x'.repeat(300)}`]) {
      const answer = await ana.get(`/trash?${query}`)
      assert.isTrue(answer.status >= 400 && answer.status < 500, query)
    }
    for (const query of ["q='", 'q=%25', 'q="', 'q=(', 'q=99999999999999', 'q=a+%26+%7C+!']) {
      assert.equal(await pick(ana.get(`/trash?${query}`), 'status'), 200, query)
    }
  })
})
