import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { assignTicket } from '#services/tickets/assign_ticket'
import { look, open, queriesOf, statusOf, textOf } from '#tests/support/look'
import { lastActivity } from '#tests/support/events'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'
import { openSessionFor } from '#tests/support/sessions'
import { shareDesk } from '#tests/support/shared_desk'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial' }

test.group('The queue of a department', (group) => {
  let cast: Cast
  let agent: User
  let colleague: User
  let head: User
  let desk: number
  shareDesk(group, async () => {
    cast = await makeCast()
    agent = await makePerson({ username: 'rey', department: 'IT' })
    colleague = await makePerson({ username: 'cora', department: 'IT' })
    head = await makePerson({ username: 'hana', role: 'manager', department: 'IT' })
    desk = agent.departmentId
    return [cast, agent, colleague, head]
  })

  const bug = (by: User = cast.maria, form: Parameters<typeof ask>[1] = {}) =>
    ask(by, { type: 'bug', title: 'The page stays white', ...form })

  async function idsIn(person: User, query = ''): Promise<number[]> {
    const text = await look(person, `/queue/${desk}${query}`)
    return [...text.matchAll(/id="ticket-(\d+)"/g)].map(([, id]) => Number(id))
  }

  /** The numbers of the tabs as they stand on the page. */
  async function counts(person: User): Promise<Record<string, number>> {
    const text = await look(person, `/queue/${desk}`)
    const tabs = text.slice(text.indexOf('id="queue-tabs"'), text.indexOf('id="list-news"'))
    const found = tabs.matchAll(/tab=(\w+)"[^>]*>[^<]*(?:<span[^>]*>(\d+)<\/span>)?/g)
    return Object.fromEntries([...found].map(([, tab, count]) => [tab, Number(count ?? 0)]))
  }

  test('is shown to those who work for it or manage it, and to admins; others find nothing', async ({
    assert,
  }) => {
    const ticket = await bug()
    for (const person of [agent, head, cast.admin]) {
      assert.deepEqual(await idsIn(person, '?tab=open'), [ticket.id], person.username)
      const text = await look(person, '/')
      assert.match(text, /href="\/queue"/, person.username)
    }
    for (const person of [cast.maria, cast.ana, cast.rico, cast.kim]) {
      assert.equal(await statusOf(open(person, `/queue/${desk}`)), 404, person.username)
      assert.equal(await statusOf(open(person, '/queue')), 404, person.username)
      assert.notMatch(await look(person, '/'), /href="\/queue"/, person.username)
    }
    const named = await makePerson({ role: 'manager', department: 'HR' })
    assert.equal(await statusOf(open(named, '/queue')), 404)
    await db.from('departments').where('id', desk).update({ manager_id: named.id })
    assert.include(await look(named, '/queue'), 'Queue of IT')
    assert.notInclude(await look(named, '/queue'), 'Take next')
    const marketing = cast.ana.departmentId
    assert.equal(await statusOf(open(agent, `/queue/${marketing}`)), 404)
    assert.equal(await statusOf(open(cast.admin, `/queue/${marketing}`)), 404, 'has no queue')
    assert.equal(await statusOf(open(cast.admin, '/queue/999999')), 404)
  })

  test('its tabs hold what they say, and say how much', async ({ assert }) => {
    const free = await bug()
    const mine = await bug()
    await move(agent, mine, 'start')
    const asked = await bug()
    await move(agent, asked, 'ask_requester', { note: 'Which browser?' })
    const held = await bug()
    await move(colleague, held, 'hold', { note: 'Waits for a part.' })
    const done = await bug()
    await move(agent, done, 'resolve', { note: 'Restarted.' })
    const elsewhere = await ask(cast.maria, { type: 'billing' })
    const expected = {
      unassigned: [free.id],
      mine: [mine.id, asked.id],
      waiting: [asked.id, held.id],
      overdue: [],
      open: [free.id, mine.id, asked.id, held.id],
    }
    for (const [tab, ids] of Object.entries(expected)) {
      assert.sameMembers(await idsIn(agent, `?tab=${tab}`), ids, tab)
    }
    assert.deepEqual(await counts(agent), {
      unassigned: 1,
      mine: 2,
      waiting: 2,
      overdue: 0,
      open: 4,
    })
    assert.notInclude(await look(agent, `/queue/${desk}?tab=open`), `#${elsewhere.id},`)
    assert.include(await look(agent, `/queue/${desk}?tab=waiting`), 'clock stopped')
    clock.moveTo(clock.now().plus({ hours: 9 }))
    assert.sameMembers(await idsIn(agent, '?tab=overdue'), [free.id, held.id, mine.id], 'no answer')
    clock.moveTo(clock.now().plus({ hours: 16 }))
    const late = await counts(agent)
    assert.equal(late.overdue, 3, 'the one that waits for its requester is not late')
  })

  test('stands in the order of urgency', async ({ assert }) => {
    const low = await bug(cast.maria, { priority: 'low' })
    const urgent = await bug(cast.maria, { priority: 'urgent' })
    const older = await bug()
    const newer = await bug()
    const order = [urgent.id, older.id, newer.id, low.id]
    assert.deepEqual(await idsIn(agent), order)
    await db.from('tickets').whereIn('id', order).update({ deadline_at: null })
    assert.deepEqual(await idsIn(agent), order, 'without deadlines by priority, then age')
  })

  test('take next gives two people two tickets, never their own, and says when none is left', async ({
    assert,
  }) => {
    const own = await bug(agent, { priority: 'urgent' })
    const first = await bug(cast.maria, { priority: 'high' })
    const second = await bug()
    const rey = await visit(agent)
    const cora = await visit(colleague)
    const next = async (visitor: typeof rey) =>
      visitor.post(`/queue/${desk}/next`).then(({ location }) => location)
    assert.equal(await next(rey), `/tickets/${first.id}`)
    const { action } = await lastActivity(first.id)
    assert.equal(action, 'taken')
    assert.equal(await next(rey), `/tickets/${second.id}`)
    assert.equal(await next(rey), `/queue/${desk}`, 'his own request is left')
    const { text } = await rey.get(`/queue/${desk}`)
    assert.include(text, 'Nothing is left to take here.')
    assert.include(text, 'your own request')
    assert.notInclude(text, '/transitions/take')
    assert.equal(await next(cora), `/tickets/${own.id}`)
    const assignees = await db.from('tickets').whereIn('id', [own.id, first.id, second.id])
    assert.sameMembers(
      assignees.map(({ assignee_id: id }) => id),
      [agent.id, agent.id, colleague.id]
    )
  })

  test('take next refuses who does not work there, and changes nothing', async ({ assert }) => {
    const ticket = await bug()
    const admin = await makePerson({ role: 'admin', department: 'HR' })
    const named = await makePerson({ role: 'manager', department: 'HR' })
    await db.from('departments').where('id', desk).update({ manager_id: named.id })
    for (const [person, status] of [
      [admin, 403],
      [named, 403],
      [cast.maria, 404],
    ] as [User, number][]) {
      const visitor = await visit(person)
      assert.equal(await statusOf(visitor.post(`/queue/${desk}/next`)), status, person.username)
    }
    await ticket.refresh()
    assert.isNull(ticket.assigneeId)
  })

  test('a row is taken in place; who comes too late is told and sees who has it', async ({
    assert,
  }) => {
    const ticket = await bug()
    const path = `/queue/${desk}/rows/${ticket.id}/transitions/take`
    const rey = await visit(agent)
    const cora = await visit(colleague)
    assert.include(await textOf(rey.get(`/queue/${desk}`)), `action="${path}"`)
    const back = `/queue/${desk}?tab=unassigned`
    const taken = await rey.post(path, { back }, HTMX)
    assert.equal(taken.status, 200)
    assert.include(taken.text, `<tr id="ticket-${ticket.id}"`)
    assert.include(taken.text, 'Rey Test')
    assert.include(taken.text, `#${ticket.id} is yours now.`)
    assert.include(taken.text, 'hx-target="[data-count=queue]"')
    const late = await cora.post(path, { back }, HTMX)
    assert.oneOf(late.status, [403, 409])
    assert.include(late.text, 'Rey Test')
    assert.equal(await statusOf(cora.post(path, { back: 'https://elsewhere.test' })), 422)
    const plain = await cora.post(path, { back })
    assert.equal(plain.location, back)
    const stranger = await visit(cast.rico)
    assert.equal(await statusOf(stranger.post(path)), 404)
  })

  test('a row of a queue that he may not open, or cannot be shown again, is not taken', async ({
    assert,
  }) => {
    const ticket = await bug()
    const visitor = await visit(agent)
    const rows = `rows/${ticket.id}/transitions/take`
    const { departmentId: foreign } = cast.maria
    assert.equal(await statusOf(visitor.post(`/queue/${foreign}/${rows}`, {}, HTMX)), 404)
    assert.equal(await statusOf(visitor.post(`/queue/${foreign}/${rows}`)), 404)
    const back = `/queue/${desk}?tab=nowhere`
    assert.equal(await statusOf(visitor.post(`/queue/${desk}/${rows}`, { back }, HTMX)), 422)
    await ticket.refresh()
    assert.isNull(ticket.assigneeId)
  })

  test('an open page asks for what changed: rows, what left, what came, the numbers', async ({
    assert,
  }) => {
    const [first, second] = [await bug(), await bug()]
    const rey = await visit(agent)
    const rows = (query: string) =>
      rey.get(`/queue/${desk}/rows?tab=unassigned&${query}`, HTMX).then(({ text }) => text)
    const shown = `shown=${first.id}.${second.id}`
    await move(colleague, first, 'take')
    const changed = await rows(`${shown}&changed=${first.id}`)
    assert.include(changed, `<tr id="ticket-${first.id}"`)
    assert.include(changed, 'Cora Test')
    assert.notInclude(changed, `<tr id="ticket-${second.id}"`)
    assert.include(changed, 'hx-target="#queue-tabs"')
    const third = await bug()
    assert.include(await rows(`${shown}&changed=${third.id}`), '1 new ticket<')
    await db
      .from('tickets')
      .where('id', second.id)
      .update({ handling_department_id: cast.ana.departmentId })
    assert.include(await rows(`${shown}&changed=${second.id}`), 'data-row-gone')
  })

  test('shows who else has a ticket open, to nobody who may not see it', async ({ assert }) => {
    const ticket = await bug()
    const cookie = await openSessionFor(colleague)
    assert.isString(cookie)
    const session = await db.from('sessions').where('user_id', colleague.id).first()
    await db.table('live_lookers').insert([
      {
        session_id: session.id,
        stream: 's'.repeat(22),
        ticket_id: ticket.id,
        user_id: colleague.id,
      },
    ])
    assert.include(await look(agent, `/queue/${desk}`), 'Cora Test is looking')
    const rey = await visit(agent)
    const path = `/queue/${desk}/lookers?shown=${ticket.id}`
    const answer = await rey.get(path)
    assert.deepEqual(answer.json(), [
      { ticket: ticket.id, people: [{ id: colleague.id, name: 'Cora Test' }] },
    ])
    assert.equal(await statusOf(open(cast.rico, path)), 404)
    await db
      .from('users')
      .where('id', colleague.id)
      .update({ department_id: cast.rico.departmentId })
    assert.notInclude(await look(agent, `/queue/${desk}`), 'Cora Test is looking')
  })

  test('asks as often for fifty rows as for ten', async ({ assert }) => {
    const made: Ticket[] = []
    for (let count = 0; count < 12; count += 1) made.push(await bug())
    await assignTicket(made[0].id, { assigneeId: agent.id }, { by: head, channel: 'web' })
    const asked = async (size: number) => {
      await db.from('users').where('id', agent.id).update({ page_size: size })
      return queriesOf(await open(agent, `/queue/${desk}?tab=open`))
    }
    const few = await asked(10)
    assert.lengthOf(await idsIn(agent, '?tab=open'), 10)
    assert.equal(await asked(50), few)
    assert.lengthOf(await idsIn(agent, '?tab=open'), 12)
    assert.isBelow(few, 12)
  })

  test('an empty part says what to do; what cannot be read is refused', async ({ assert }) => {
    const words = {
      unassigned: 'See what is mine',
      mine: 'See what nobody has',
      waiting: 'See all that is open',
      overdue: 'See all that is open',
      open: 'See what was done',
    }
    for (const [tab, word] of Object.entries(words)) {
      assert.include(await look(agent, `/queue/${desk}?tab=${tab}`), word)
    }
    for (const query of ['tab=all', 'tab[]=mine', 'page=0', 'page=41', 'page=x']) {
      assert.equal(await statusOf(open(agent, `/queue/${desk}?${query}`)), 422, query)
    }
    assert.equal(await statusOf(open(agent, `/queue/${desk}/rows?shown=x`)), 422)
    assert.equal(await statusOf(open(agent, `/queue/${desk}/lookers?shown=1,2`)), 422)
    assert.equal(await statusOf(open(agent, '/queue/abc')), 404)
  })
})
