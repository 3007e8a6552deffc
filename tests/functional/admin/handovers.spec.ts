import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { continueHandovers } from '#services/handovers/continue_handovers'
import { AT_ONCE } from '#services/handovers/work_of'
import { mailsTo, onACleanDesk, statusOf, textOf } from '#tests/support/accounts'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { queriesOf } from '#tests/support/look'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { told } from '#tests/support/told'
import { visit, type Visitor } from '#tests/support/visitor'

test.group('Handing over the work of a person', (group) => {
  let cast: Cast
  let olga: Visitor
  let creative: Department
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
    creative = await Department.findByOrFail('name', 'Creative')
  })

  const page = (person: User) => `/admin/users/${person.id}/deactivation`
  const give = (to: string | number) => ({ [`work[d${creative.id}]`]: String(to) })

  test('the page says what stays behind, to whom it can go and who decides, before anything happens', async ({
    assert,
  }) => {
    await creative.merge({ managerId: cast.ben.id }).save()
    await ticketAt('pending_creative', cast)
    await ask(cast.maria, { assigneeId: cast.kim.id })
    await ticketAt('in_progress', cast)
    await ticketAt('assigned', cast)
    const { text } = await olga.get(page(cast.kim))
    assert.include(text, '2 open tickets of Creative')
    assert.include(text, '1 In progress')
    assert.include(text, 'Joy Test · nothing open')
    assert.include(text, 'proposes Kim Test')
    const decider = await olga.get(page(cast.ben))
    assert.include(decider.text, '1 decision waits for Ben Test')
    assert.include(decider.text, 'it goes to the admins: Olga Test')
    assert.include(decider.text, 'New manager of Creative')
    const { text: asked } = await olga.get(page(cast.maria))
    assert.include(asked, 'Maria Test asked for 4 open tickets')
    for (const shown of [text, decider.text, asked]) {
      assert.notInclude(shown, 'translation missing')
    }
  })

  test('the work goes to whom was chosen in the same act, and each ticket says so', async ({
    assert,
  }) => {
    const does = await ticketAt('in_progress', cast)
    const helps = await ticketAt('assigned', cast)
    const { kim, joy, paolo } = cast
    await db.from('tickets').where('id', helps.id).update({ assignee_id: paolo.id })
    await paolo.merge({ deactivatedAt: clock.now().minus({ days: 1 }) }).save()
    await db.table('collaborators').insert({
      ticket_id: helps.id,
      user_id: kim.id,
      added_by: null,
      added_at: new Date(),
    })
    const done = await olga.post(page(kim), { seen: 2, ...give(joy.id) })
    assert.match(done.location!, /^\/admin\/handovers\/\d+$/)
    await does.refresh()
    await helps.refresh()
    assert.equal(does.assigneeId, joy.id, 'also where the one he helped left before')
    assert.equal(helps.assigneeId, paolo.id)
    const helpers = await db.from('collaborators').where('ticket_id', helps.id)
    assert.deepEqual(
      helpers.map((row) => row.user_id),
      [joy.id]
    )
    assert.include(await told(does.id, 'assigned'), joy.id)
    assert.deepEqual(await told(helps.id, 'collaborator_added'), [joy.id])
    assert.notInclude(await mailsTo(kim.id), 'unassigned')
    const last = await db
      .from('activities_in_full')
      .where('ticket_id', does.id)
      .orderBy('id', 'desc')
      .firstOrFail()
    assert.deepInclude(last.changes, { field: 'assignee', before: 'Kim Test', after: 'Joy Test' })
    assert.notInclude(await orphans(), does.id)
    const mails = await db
      .from('deliveries')
      .where({ user_id: joy.id, channel: 'email' })
      .orderBy('id')
    assert.deepEqual(
      mails.map((mail) => mail.joined_into),
      [null, mails[0].id],
      'one mail'
    )
    const audit = await db.from('audit_events').where('action', 'work_handed_over').firstOrFail()
    assert.deepEqual(audit.changes, [{ field: 'given', before: null, after: '2' }])
    const shown = await olga.get(done.location!)
    assert.match(shown.text, /Joy Test[\s\S]{0,80}2 tickets/)
    assert.include(shown.text, 'Everything is settled')
  })

  test('back to the queue where the workflow lets it; what stays is named, marked and told', async ({
    assert,
  }) => {
    const begun = await ticketAt('in_progress', cast)
    const ready = await ticketAt('assigned', cast)
    const done = await olga.post(page(cast.kim), { seen: 2, ...give('queue') })
    await begun.refresh()
    await ready.refresh()
    assert.isNull(ready.assigneeId)
    assert.deepEqual(await told(ready.id, 'left_unassigned'), [cast.ben.id])
    assert.equal(begun.assigneeId, cast.kim.id)
    assert.deepEqual(await told(begun.id, 'assignee_left'), [cast.ben.id])
    assert.isEmpty(await orphans())
    const { text } = await olga.get(done.location!)
    assert.include(text, '1 ticket stays with Kim Test')
    assert.include(text, `#${begun.id}`)
    assert.notInclude(text, `#${ready.id}`)
    assert.match(text, /class="second">[A-Z]/, 'why')
  })

  test('what came meanwhile goes the same way; where nothing was chosen the page comes back', async ({
    assert,
  }) => {
    const { kim, joy } = cast
    const tickets = [await ticketAt('assigned', cast), await ticketAt('assigned', cast)]
    assert.equal(await statusOf(olga.post(page(kim), { seen: 1 })), 409)
    assert.equal(await statusOf(olga.post(page(kim), { seen: 1, ...give(joy.id) })), 302)
    for (const ticket of tickets) await ticket.refresh()
    assert.deepEqual(
      tickets.map(({ assigneeId }) => assigneeId),
      [joy.id, joy.id]
    )
  })

  test('nobody from elsewhere takes over, and garbage changes nothing', async ({ assert }) => {
    const { kim, rico } = cast
    await ticketAt('assigned', cast)
    const wrong = await olga.post(page(kim), { seen: 1, ...give(rico.id) })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'class="error"')
    for (const nasty of ['0', 'x', '-1', '99999999999', kim.id, 999_999]) {
      assert.equal(await statusOf(olga.post(page(kim), { seen: 1, ...give(nasty) })), 422)
    }
    const shapeless = [
      { work: 'x' },
      { 'work[]': 'stay' },
      { [`work[d${creative.id}][x]`]: 'stay' },
      { [`posts[d${creative.id}]`]: 'nobody' },
      { seen: 'x' },
    ]
    for (const fields of shapeless) {
      const answer = await olga.post(page(kim), { seen: 1, ...fields } as never)
      assert.equal(answer.status, 422, JSON.stringify(fields))
    }
    const member = { seen: 1, [`posts[d${creative.id}]`]: String(cast.joy.id) }
    await creative.merge({ managerId: kim.id }).save()
    assert.equal(await statusOf(olga.post(page(kim), member)), 422)
    await kim.refresh()
    assert.isNull(kim.deactivatedAt)
    assert.isEmpty(await db.from('handovers'))
    for (const id of ['0', 'x', '999999', '99999999999']) {
      assert.equal(await statusOf(olga.get(`/admin/handovers/${id}`)), 404, id)
    }
  })

  test('a post goes to the chosen manager, and a move takes only the work of the old department', async ({
    assert,
  }) => {
    const { ben, joy } = cast
    await creative.merge({ managerId: ben.id }).save()
    const ticket = await ticketAt('assigned', { ...cast, kim: ben })
    const sales = await Department.findByOrFail('name', 'Sales')
    const path = `/admin/users/${ben.id}/place?role=manager&departmentId=${sales.id}`
    const preview = await olga.get(path)
    assert.include(preview.text, '1 open ticket of Creative')
    const version = preview.text.match(/name="version" value="(\d+)"/)![1]
    const form = { role: 'manager', departmentId: sales.id, version, seen: 1 }
    const posts = { [`posts[d${creative.id}]`]: String(cast.admin.id) }
    const done = await olga.post(`/admin/users/${ben.id}/place`, {
      ...form,
      ...posts,
      ...give(joy.id),
    })
    assert.equal(done.status, 302)
    await creative.refresh()
    await ticket.refresh()
    assert.equal(creative.managerId, cast.admin.id)
    assert.equal(ticket.assigneeId, joy.id)
    assert.deepEqual(await told(ticket.id, 'unassigned'), [ben.id], 'he is still there')
  })

  test('much work goes ticket by ticket in the worker, also after a restart', async ({
    assert,
  }) => {
    const { kim, joy } = cast
    const first = await ticketAt('assigned', cast)
    await copies(first, AT_ONCE)
    const done = await olga.post(page(kim), { seen: 0, ...give(joy.id) })
    await kim.refresh()
    assert.isNotNull(kim.deactivatedAt, 'at once')
    assert.include(
      await textOf(olga.get(done.location!)),
      `${AT_ONCE + 1} of ${AT_ONCE + 1} tickets wait`
    )
    assert.include(await textOf(olga.get('/admin')), 'The work of Kim Test is being handed over')
    const ended = new AbortController()
    ended.abort()
    assert.equal(await continueHandovers(ended.signal), 0)
    assert.equal(await continueHandovers(), AT_ONCE + 1)
    assert.equal(await continueHandovers(), 0)
    const left = await db.from('tickets').where('assignee_id', kim.id)
    assert.isEmpty(left)
    assert.isEmpty(await orphans())
    assert.include(await textOf(olga.get(done.location!)), 'Everything is settled')
  }).timeout(20_000)

  test('how many questions the page asks does not depend on how much work there is', async ({
    assert,
  }) => {
    const first = await ticketAt('assigned', cast)
    const few = await olga.get(page(cast.kim))
    await copies(first, 60)
    const many = await olga.get(page(cast.kim))
    assert.equal(queriesOf(many), queriesOf(few))
    assert.include(many.text, '61 open tickets of Creative')
  })

  test('finished work that comes back to somebody who left is marked, and the managers hear of it', async ({
    assert,
  }) => {
    const ticket = await ticketAt('completed', cast)
    await olga.post(page(cast.kim), { seen: 0 })
    assert.isEmpty(await told(ticket.id, 'assignee_left'))
    await move(cast.maria, ticket, 'request_revision', { note: 'Larger.' })
    assert.deepEqual(await told(ticket.id, 'assignee_left'), [cast.ben.id])
    assert.deepEqual(await told(ticket.id, 'revision_requested'), [cast.ben.id])
    assert.isEmpty(await orphans())
  })

  test('support: the queue gets it back, and who asked is never made to work on it', async ({
    assert,
  }) => {
    const cora = await makePerson({ username: 'cora', department: 'IT' })
    const rey = await makePerson({ username: 'rey', role: 'manager', department: 'IT' })
    const lou = await makePerson({ username: 'lou', department: 'IT' })
    const it = await Department.findByOrFail('name', 'IT')
    const own = await move(cora, await ask(lou, { type: 'bug' }), 'take')
    const other = await move(cora, await ask(cast.maria, { type: 'bug' }), 'take')
    const done = await olga.post(page(cora), { seen: 2, [`work[d${it.id}]`]: String(lou.id) })
    await own.refresh()
    await other.refresh()
    assert.deepEqual([own.assigneeId, other.assigneeId], [cora.id, lou.id])
    assert.deepEqual(await told(own.id, 'assignee_left'), [rey.id])
    const { text } = await olga.get(done.location!)
    assert.include(text, `#${own.id}`)
    assert.isEmpty(await orphans())
  })
})

/** Open tickets whose assignee is not there any more, without a mark and on no way to anybody. */
async function orphans(): Promise<number[]> {
  const { rows } = await db.rawQuery(
    `select t.id from tickets t join users u on u.id = t.assignee_id
     where t.deleted_at is null and not t.is_finished and t.assigned_at is not null
       and (u.deactivated_at is not null or u.department_id <> t.handling_department_id)
       and not exists (select 1 from activities a where a.ticket_id = t.id and a.action = 'assignee_left')
       and not exists (select 1 from handover_tickets h where h.ticket_id = t.id and h.state = 'waiting')`
  )
  return rows.map((row: { id: number }) => row.id)
}

/** So many more tickets like this one, with their times. */
async function copies(ticket: Ticket, count: number): Promise<void> {
  const columns = await db
    .from('information_schema.columns')
    .where({ table_name: 'tickets', table_schema: 'public', is_generated: 'NEVER' })
    .whereNot('column_name', 'id')
    .select('column_name')
  const names = columns.map((row) => `"${row.column_name}"`).join(', ')
  await db.rawQuery(
    `with made as (
       insert into tickets (${names}) select ${names} from tickets, generate_series(1, ?) where id = ? returning id)
     insert into ticket_times (ticket_id, updated_at) select id, now() from made`,
    [count, ticket.id]
  )
}
