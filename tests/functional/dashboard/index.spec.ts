import { test } from '@japa/runner'
import { assignTicket } from '#services/tickets/assign_ticket'
import { trashTicket } from '#services/tickets/trash_ticket'
import { DateTime } from 'luxon'
import clock from '#services/clock'
import { forget } from '#services/dashboard/remember'
import { summarise } from '#services/reports/summarise'
import { contextOf } from '#tests/support/counted_lists'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move, ticketAt, type Stage } from '#tests/support/tickets'
import { look, open, queriesOf, statusOf, textOf } from '#tests/support/look'
import { shareDesk } from '#tests/support/shared_desk'
import { visit } from '#tests/support/visitor'

const STAGES: Stage[] = [
  'requested',
  'requested',
  'pending_creative',
  'approved',
  'assigned',
  'in_progress',
  'completed',
  'confirmed',
  'rejected',
]

test.group('The dashboard', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('counts exactly what each person sees', async ({ assert }) => {
    for (const stage of STAGES) await ticketAt(stage, cast)
    await ask(cast.rico)
    const gone = await ask(cast.maria)
    await trashTicket(gone.id, { by: cast.maria, channel: 'web' })
    clock.moveTo(clock.now().plus({ days: 5 }))
    const figures = async (person: Cast[keyof Cast]) => strip(await look(person, '/'))
    const all = async (person: Cast[keyof Cast]) => {
      const { 'All tickets': total } = await figures(person)
      return total
    }
    assert.deepEqual(await figures(cast.maria), {
      'All tickets': 9,
      'Department approval': 2,
      'Creative approval': 1,
      'Not yet started': 2,
      'In progress': 1,
      'Completed': 2,
      'Rejected': 1,
      'Overdue': 2,
    })
    assert.equal(await all(cast.admin), 10)
    assert.equal(await all(cast.rico), 1)
    assert.equal(await all(cast.joy), 5)
  })

  test('each count leads to a list that holds exactly as many', async ({ assert }) => {
    for (const stage of STAGES) await ticketAt(stage, cast)
    clock.moveTo(clock.now().plus({ days: 5 }))
    const maria = await visit(cast.maria)
    const { text } = await maria.get('/')
    const links = [...text.matchAll(/<li[^>]*><a href="([^"]+)"><b>(\d+)<\/b>/g)]
    assert.lengthOf(links, 8)
    for (const [, href, value] of links) {
      const list = await maria.get(href.replaceAll('&amp;', '&'))
      assert.equal(list.status, 200, href)
      const ids = new Set([...list.text.matchAll(/href="\/tickets\/(\d+)"/g)].map(([, id]) => id))
      assert.equal(ids.size, Number(value), href)
    }
  })

  test('own writes show at once, although counts are kept', async ({ assert }) => {
    const maria = await visit(cast.maria)
    assert.include(await textOf(maria.get('/')), 'Nothing here yet')
    const ticket = await ask(cast.maria)
    const { text } = await maria.get('/')
    assert.equal(strip(text)['All tickets'], 1)
    assert.include(text, `/tickets/${ticket.id}`)
  })

  test('greets by the hour in the viewer’s zone and says what waits', async ({ assert }) => {
    await ask(cast.maria)
    cast.ana.timeZone = 'Asia/Manila'
    await cast.ana.save()
    clock.freeze(DateTime.fromISO('2026-11-20T01:00:00Z'))
    const text = await look(cast.ana, '/')
    assert.include(text, 'Good morning, Ana')
    assert.include(text, 'Friday 20 November. 1 decision waits for you.')
  })

  test('decisions are made in place and without scripts', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'From the dashboard' })
    const ana = await visit(cast.ana)
    assert.include(await textOf(ana.get('/')), 'From the dashboard')
    const fields = { decision: 'approve', step: 'department', round: 1, brief_version: 1 }
    const answer = await ana.post(`/approvals/${ticket.id}`, { ...fields, from: 'dashboard' })
    assert.equal(answer.location, '/')
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
  })

  test('my work and what I asked for carry their next move', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast, { title: 'To be done' })
    const kim = await visit(cast.kim)
    assert.include(await textOf(kim.get('/')), `Start #${ticket.id}: To be done`)
    const started = await kim.post(`/dashboard/moves/${ticket.id}`, { name: 'start' })
    assert.equal(started.location, '/')
    const swapped = await kim.post(
      `/dashboard/moves/${ticket.id}`,
      { name: 'complete' },
      { 'hx-request': 'true' }
    )
    assert.equal(swapped.status, 200)
    assert.include(swapped.text, 'id="mine"')
    assert.include(swapped.text, `#${ticket.id} completed.`)
    const maria = await visit(cast.maria)
    assert.include(await textOf(maria.get('/')), `Confirm #${ticket.id}: To be done`)
    await maria.post(`/dashboard/moves/${ticket.id}`, { name: 'confirm' })
    await ticket.refresh()
    assert.isNotNull(ticket.confirmedAt)
  })

  test('a move that is not open says why; strangers get 404', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const maria = await visit(cast.maria)
    const refused = await maria.post(
      `/dashboard/moves/${ticket.id}`,
      { name: 'start' },
      { 'hx-request': 'true' }
    )
    assert.equal(refused.status, 403)
    assert.include(refused.text, 'The assignee or a collaborator starts the work.')
    const rico = await visit(cast.rico)
    assert.equal(await statusOf(rico.post(`/dashboard/moves/${ticket.id}`, { name: 'start' })), 404)
    const kim = await visit(cast.kim)
    assert.equal(await statusOf(kim.post(`/dashboard/moves/${ticket.id}`, { name: 'trash' })), 422)
    await ticket.refresh()
    assert.equal(ticket.status, 'approved')
  })

  test('managers see whom decisions wait for and how much everybody has to do', async ({
    assert,
  }) => {
    await ask(cast.maria)
    await ticketAt('in_progress', cast)
    const planned = await ticketAt('approved', cast)
    const by = { by: cast.ben, channel: 'web' as const }
    await assignTicket(planned.id, { assigneeId: cast.joy.id }, by)
    const text = await look(cast.ben, '/')
    const work = text.slice(text.indexOf('>Workload<'))
    assert.match(work, /Kim Test<\/span><\/span>[\s\S]*?<b>1<\/b>/)
    assert.match(work, /Paolo Test<\/span><\/span>[\s\S]*?<b>0<\/b>/)
    const admin = await open(cast.admin, '/')
    const pending = admin.text.slice(admin.text.indexOf('>Pending by approver<'))
    assert.match(pending, /Ana Test<\/span><\/span>[\s\S]*?<b>1<\/b>/)
    const member = await open(cast.maria, '/')
    assert.notMatch(member.text, /<h2[^>]*>Workload/)
  })

  test('managers see the month as the summary of the analytics has it', async ({ assert }) => {
    await ticketAt('completed', cast)
    await ask(cast.maria)
    const { cards } = await summarise(await contextOf(cast.ben))
    const text = await look(cast.ben, '/')
    const month = text.slice(text.indexOf('id="month"'), text.indexOf('id="managers"'))
    const shown = [
      ...month.matchAll(/<a href="(\/tickets[^"]*)"><span[^>]*>([^<]*)<.span><b>([^<]*)</g),
    ]
    assert.deepEqual(
      shown.map(([, href, label, value]) => [href.replaceAll('&amp;', '&'), label, value]),
      cards
        .filter(({ key }) => ['total', 'completed', 'output', 'onTimeRate'].includes(key))
        .map(({ href, label, value }) => [href, label, value])
    )
    assert.deepEqual(shown.map(([, , , value]) => value).slice(0, 2), ['2', '1'])
    assert.notInclude(await look(cast.maria, '/'), 'id="month"')
  })

  test('every chart has its figures in a table', async ({ assert }) => {
    await ticketAt('completed', cast)
    const text = await look(cast.maria, '/')
    assert.equal(text.match(/<figure/g)?.length, 3)
    assert.equal(text.match(/<details class="figure-table">[\s\S]*?<table/g)?.length, 3)
  })

  test('the number of queries does not grow with the tickets', async ({ assert }) => {
    await ticketAt('assigned', cast)
    await ask(cast.maria)
    const count = async (person: Cast[keyof Cast]) => {
      forget()
      return queriesOf(await open(person, '/'))
    }
    const few = [await count(cast.ana), await count(cast.kim), await count(cast.admin)]
    for (let index = 0; index < 6; index += 1) {
      await ticketAt('assigned', cast)
      await move(cast.ana, await ask(cast.maria), 'approve')
      await ask(cast.maria)
    }
    const many = [await count(cast.ana), await count(cast.kim), await count(cast.admin)]
    assert.deepEqual(many, few)
  })
})

/** The count strip as words and numbers. */
function strip(text: string): Record<string, number> {
  const items = text.matchAll(
    /<li[^>]*><a href="[^"]+"><b>(\d+)<\/b><span class="status"[^>]*>(?:<svg[\s\S]*?<\/svg>)?([^<]+)/g
  )
  return Object.fromEntries([...items].map(([, value, label]) => [label.trim(), Number(value)]))
}
