import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { wants } from '#tests/support/pacing'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { look, queriesOf, statusOf } from '#tests/support/look'
import { shareDesk } from '#tests/support/shared_desk'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true' }

test.group('Notifications', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('say what happened, newest first, with the reason that was given', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'Header for payday' })
    await move(cast.ana, ticket, 'approve')
    await move(cast.ben, ticket, 'reject', { note: 'The logo is not cleared.' })
    const text = await look(cast.maria, '/notifications')
    assert.isBelow(text.indexOf('rejected it'), text.indexOf('approved the department step'))
    assert.include(text, 'The logo is not cleared.')
    assert.include(text, 'Header for payday')
    assert.equal(text.match(/class="news" data-unread/g)?.length, 2)
  })

  test('opening one marks it read and leads to the ticket; looking changes nothing', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    const row = await newest(cast.ana.id)
    const ana = await visit(cast.ana)
    await ana.get('/notifications')
    assert.isNull(await readAt(cast.ana.id))
    const answer = await ana.post(`/notifications/${row.id}`, { as: 'opened' })
    assert.equal(answer.status, 302)
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    assert.isNotNull(await readAt(cast.ana.id))
  })

  test('with htmx the row and the badge come back', async ({ assert }) => {
    await ask(cast.maria)
    await ask(cast.maria)
    const row = await newest(cast.ana.id)
    const ana = await visit(cast.ana)
    const answer = await ana.post(`/notifications/${row.id}`, { as: 'read' }, HTMX)
    assert.equal(answer.status, 200)
    assert.include(answer.text, `id="n${row.id}"`)
    assert.match(answer.text, /data-count=notifications\]" hx-swap="innerHTML">\s*1</)
    const again = await ana.post(`/notifications/${row.id}`, { as: 'unread' }, HTMX)
    assert.match(again.text, /data-count=notifications\]" hx-swap="innerHTML">\s*2</)
  })

  test('mark all, or those about one ticket', async ({ assert }) => {
    const first = await ask(cast.maria)
    await ask(cast.maria)
    const ana = await visit(cast.ana)
    await ana.post('/notifications/readings', { ticket_id: first.id }, HTMX)
    assert.equal(await unread(cast.ana.id), 1)
    const answer = await ana.post('/notifications/readings')
    assert.equal(answer.location, '/notifications')
    assert.equal(await unread(cast.ana.id), 0)
  })

  test('what a person left out of the app is not listed, counted or marked', async ({ assert }) => {
    await wants(cast.maria, { on: [] })
    const ticket = await ask(cast.maria)
    await move(cast.ana, ticket, 'approve')
    const row = await newest(cast.maria.id)
    assert.isFalse(row.is_shown)
    const maria = await visit(cast.maria)
    const page = await maria.get('/notifications')
    assert.include(page.text, 'Nothing here yet')
    assert.include(page.text, 'href="/me/notifications"')
    assert.include(page.text, 'Everything is read.')
    assert.equal(await statusOf(maria.post(`/notifications/${row.id}`, { as: 'read' })), 404)
    await maria.post('/notifications/readings')
    assert.isNull(await readAt(cast.maria.id))
  })

  test('nobody marks what is not his', async ({ assert }) => {
    await ask(cast.maria)
    const row = await newest(cast.ana.id)
    const rico = await visit(cast.rico)
    assert.equal(await statusOf(rico.post(`/notifications/${row.id}`, { as: 'read' })), 404)
    assert.isNull(await readAt(cast.ana.id))
  })

  test('about a ticket one may no longer see it says nothing of it', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast, { title: 'Secret launch' })
    await db.from('tickets').where('id', ticket.id).update({ assignee_id: cast.joy.id })
    const sales = await db.from('departments').where('name', 'Sales').first()
    await db.from('users').where('id', cast.kim.id).update({ department_id: sales.id })
    const text = await look(cast.kim, '/notifications')
    assert.notInclude(text, 'Secret launch')
    assert.notInclude(text, `#${ticket.id}`)
    assert.include(text, 'that you may no longer see')
  })

  test('filters by unread and by what it is about', async ({ assert }) => {
    await ticketAt('completed', cast)
    const maria = await visit(cast.maria)
    const work = await maria.get('/notifications?about=work')
    assert.include(work.text, 'completed the work')
    assert.notInclude(work.text, 'approved the department step')
    await maria.post('/notifications/readings')
    const none = await maria.get('/notifications?show=unread')
    assert.include(none.text, 'Everything is read')
  })

  test('pages by cursor with a constant number of queries', async ({ assert }) => {
    for (let count = 0; count < 3; count += 1) await ask(cast.maria)
    const ana = await visit(cast.ana)
    const few = queriesOf(await ana.get('/notifications'))
    for (let count = 0; count < 32; count += 1) await ask(cast.maria)
    const page = await ana.get('/notifications')
    assert.equal(queriesOf(page), few)
    assert.equal(page.text.match(/class="news"/g)?.length, 30)
    const older = page.text.match(/href="(\/notifications\?before=\d+)"/)![1]
    const next = await ana.get(older)
    assert.equal(next.text.match(/class="news"/g)?.length, 5)
  })

  test('garbage in the address is refused', async ({ assert }) => {
    const ana = await visit(cast.ana)
    for (const query of [
      'show=x',
      'about=1',
      'before=abc',
      'before=-1',
      'before=99999999999999999999',
    ]) {
      const { status } = await ana.get(`/notifications?${query}`)
      assert.equal(status, 422, query)
    }
    assert.equal(await statusOf(ana.post('/notifications/1', { as: 'burned' })), 422)
    assert.equal(await statusOf(ana.post('/notifications/abc', { as: 'read' })), 404)
    assert.equal(
      await statusOf(ana.post('/notifications/99999999999999999999', { as: 'read' })),
      404
    )
  })
})

async function readAt(userId: number): Promise<Date | null> {
  const row = await newest(userId)
  return row.read_at
}

async function newest(userId: number) {
  return db.from('notifications').where('user_id', userId).orderBy('id', 'desc').first()
}

async function unread(userId: number): Promise<number> {
  const row = await db
    .from('notifications')
    .where('user_id', userId)
    .whereNull('read_at')
    .count('* as total')
    .first()
  return Number(row.total)
}
