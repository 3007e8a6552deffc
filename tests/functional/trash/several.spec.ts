import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { deliverDue } from '#services/deliveries/deliver_due'
import { assignTicket } from '#services/tickets/assign_ticket'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { getAs, pick, postAs } from '#tests/support/answers'
import { actions, lastActivity, told } from '#tests/support/events'
import { queriesOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial', 'hx-target': 'div#tickets' }

test.group('Several tickets at once', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const as = (by: User) => ({ by, channel: 'web' as const })
  const isTrashed = (id: number) => pick(Ticket.findOrFail(id), 'isTrashed')
  const toastsOf = (text: string) => text.slice(text.indexOf('id="toasts"'))

  test('go to the trash as far as each may, and the answer names the others', async ({
    assert,
  }) => {
    const [own, other] = [await ask(cast.maria), await ask(cast.maria)]
    const started = await ticketAt('in_progress', cast)
    const foreign = await ask(cast.rico)
    const maria = await visit(cast.maria)
    const list = await maria.get('/tickets?tab=all')
    assert.include(list.text, `value="${own.id}" form="chosen"`)
    assert.notInclude(list.text, `value="${started.id}" form="chosen"`)
    const ids = [own.id, other.id, started.id, foreign.id]
    const back = '/tickets?tab=all'
    const answer = await maria.post('/trash?tab=all', { 'tickets[]': ids, back })
    assert.deepInclude(answer, { status: 303, location: back })
    assert.isTrue((await isTrashed(own.id)) && (await isTrashed(other.id)))
    assert.isFalse((await isTrashed(started.id)) || (await isTrashed(foreign.id)))
    const toasts = toastsOf(await pick(maria.get(back), 'text'))
    assert.include(toasts, '2 tickets moved to trash.')
    assert.include(toasts, '2 stay as they were.')
    assert.include(toasts, `#${started.id}: Work has started`)
    assert.include(toasts, `#${foreign.id}: It is gone, or it is not yours to see.`)

    const [, tickets] = toasts.match(/name="tickets" value="([\d,]+)"/)!
    assert.equal(tickets, `${own.id},${other.id}`)
    const undone = await maria.post('/trash/delete', { tickets, back })
    assert.deepInclude(undone, { status: 303, location: back })
    assert.equal(await pick(lastActivity(own.id), 'action'), 'restored')
    assert.isFalse((await isTrashed(own.id)) || (await isTrashed(other.id)))
    assert.notInclude(await actions(started.id), 'deleted')
  })

  test('with htmx the list comes back without them, with the sentence', async ({ assert }) => {
    const [one, other] = [await ask(cast.maria), await ask(cast.maria)]
    const fields = { 'tickets[]': [one.id], 'back': '/tickets?tab=all' }
    const answer = await postAs(cast.ana, '/trash?tab=all', fields, HTMX)
    assert.equal(answer.status, 200)
    assert.include(answer.text, `id="ticket-${other.id}"`)
    assert.notInclude(answer.text, `id="ticket-${one.id}"`)
    assert.include(answer.text, `#${one.id} moved to trash.`)
    assert.include(answer.text, 'action="/trash/delete"')
    const none = await postAs(cast.ana, '/trash?tab=all', {}, HTMX)
    assert.include(none.text, 'Tick at least one ticket first.')
  })

  test('come back from the trash together; a stranger brings nothing back', async ({ assert }) => {
    const tickets = [await ask(cast.maria), await ask(cast.maria)]
    for (const { id } of tickets) await trashTicket(id, { by: cast.admin, channel: 'web' })
    const ids = tickets.map(({ id }) => id)
    await postAs(cast.rico, '/trash/delete', { 'tickets[]': ids })
    assert.isTrue(await isTrashed(ids[0]))
    const ana = await visit(cast.ana)
    const back = `/trash?q=%23${ids[0]}&page=1`
    const answer = await ana.post('/trash/delete', { 'tickets[]': ids, back })
    assert.deepInclude(answer, { status: 303, location: back })
    assert.include(await pick(ana.get(back), 'text'), '2 tickets are back.')
    assert.isFalse(await isTrashed(ids[0]))
  })

  test('get one priority or one assignee, each by its own rights', async ({ assert }) => {
    const approved = await ticketAt('approved', cast)
    const waiting = await ticketAt('requested', cast)
    const ids = [approved.id, waiting.id]
    const ben = await visit(cast.ben)
    const back = '/tickets'
    await ben.post('/tickets/chosen/priority', { 'tickets[]': ids, 'priority': 'urgent', back })
    assert.equal(await pick(Ticket.findOrFail(approved.id), 'priority'), 'urgent')
    assert.deepEqual(await told(approved.id, 'priority_changed'), [cast.maria.id])
    const asked = await ben.post('/tickets/chosen/assignment', { 'tickets[]': ids, back })
    assert.equal(
      asked.location,
      `/tickets/chosen/assignment?tickets=${ids.join('%2C')}&back=%2Ftickets`
    )
    const page = await ben.get(asked.location!)
    assert.include(page.text, approved.title)
    assert.include(page.text, cast.kim.fullName)
    const fields = { tickets: ids.join(','), assignee_id: cast.kim.id, back }
    await ben.post('/tickets/chosen/assignment', fields)
    assert.equal(await pick(Ticket.findOrFail(approved.id), 'assigneeId'), cast.kim.id)
    assert.isNull(await pick(Ticket.findOrFail(waiting.id), 'assigneeId'))
    const said = toastsOf(await pick(ben.get('/tickets'), 'text'))
    assert.include(said, `#${approved.id} assigned.`)
    assert.include(said, `#${waiting.id}:`)
  })

  test('another assignee leaves who helps in place', async ({ assert }) => {
    const { id } = await ticketAt('approved', cast)
    const people = { assigneeId: cast.kim.id, collaboratorIds: [cast.joy.id, cast.paolo.id] }
    await assignTicket(id, people, { by: cast.ben, channel: 'web' })
    await postAs(cast.ben, '/tickets/chosen/assignment', { tickets: id, assignee_id: cast.joy.id })
    const ticket = await Ticket.findOrFail(id)
    await ticket.load('collaborators')
    assert.equal(ticket.assigneeId, cast.joy.id)
    assert.deepEqual(
      ticket.collaborators.map((one) => one.id),
      [cast.paolo.id]
    )
  })

  test('nothing ticked is said; nonsense is refused and changes nothing', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const ana = await visit(cast.ana)
    for (const path of [
      '/trash',
      '/trash/delete',
      '/tickets/chosen/priority',
      '/tickets/chosen/assignment',
    ])
      assert.equal(await pick(ana.post(path, { priority: 'low' }), 'status'), 303, path)
    const many = Array.from({ length: 101 }, (_, at) => at + 1)
    for (const tickets of ['x', '0', '1,,2', '9999999999', `${ticket.id};drop`, many.join(',')])
      assert.equal(await pick(ana.post('/trash', { tickets }), 'status'), 422, tickets)
    const away = { tickets: ticket.id, back: 'https://elsewhere.test/' }
    assert.equal(await pick(ana.post('/trash', away), 'status'), 422)
    assert.equal(
      await pick(
        ana.post('/tickets/chosen/priority', { tickets: ticket.id, priority: 'now' }),
        'status'
      ),
      422
    )
    assert.equal(await pick(getAs(cast.ana, '/tickets/chosen/assignment?tickets=x'), 'status'), 422)
    assert.isFalse(await isTrashed(ticket.id))
  })

  test('undone before anybody was told, nobody is told that it went', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await trashTicket(ticket.id, as(cast.ana))
    await restoreTicket(ticket.id, as(cast.ana))
    clock.moveTo(clock.now().plus({ hours: 1 }))
    await deliverDue()
    const mail = await db
      .from('deliveries')
      .where({ ticket_id: ticket.id, user_id: cast.maria.id, kind: 'trashed', channel: 'email' })
      .firstOrFail()
    assert.deepInclude(mail, { state: 'dropped', last_error: 'settled' })
  })

  test('the trash costs the same for few and for many', async ({ assert }) => {
    const admin = await visit(cast.admin)
    const trash = async () => {
      const { id } = await ask(cast.maria)
      await trashTicket(id, as(cast.maria))
      return id
    }
    const ids = [await trash()]
    const paths = () => ['/trash', `/trash/purge?tickets=${ids.join(',')}`]
    const cost = async () => {
      const counts: number[] = []
      for (const path of paths()) counts.push(queriesOf(await admin.get(path)))
      return counts
    }
    await cost()
    const few = await cost()
    for (let nth = 0; nth < 4; nth += 1) ids.push(await trash())
    assert.deepEqual(await cost(), few)
  })
})
