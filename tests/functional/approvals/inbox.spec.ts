import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { editBrief } from '#services/tickets/edit_brief'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { look, open, queriesOf, statusOf, textOf } from '#tests/support/look'
import { shareDesk } from '#tests/support/shared_desk'
import { visit, type Fields } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true' }
const seen = (ticket: Ticket, step = 'department') => ({
  step,
  round: ticket.round,
  brief_version: ticket.briefVersion,
})

test.group('The inbox of decisions', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('shows what waits for me and why, the oldest first', async ({ assert }) => {
    const first = await ask(cast.maria, { title: 'First banner' })
    await ask(cast.maria, { title: 'Second banner' })
    await ticketAt('pending_creative', cast, { title: 'Not for Ana' })
    const text = await look(cast.ana, '/approvals')
    assert.include(text, '2 wait for you')
    assert.isBelow(text.indexOf('First banner'), text.indexOf('Second banner'))
    assert.notInclude(text, 'Not for Ana')
    assert.include(text, 'You manage Marketing')
    assert.include(text, '3 days after approval')
    assert.include(text, `value="${first.briefVersion}"`)
  })

  test('shows thumbnails, items and skipped steps', async ({ assert }) => {
    const products = await db.from('products').where('category', 'ads').orderBy('id').limit(2)
    const ticket = await ask(cast.kim, {
      type: 'ads',
      description: 'A long brief. '.repeat(40),
      items: products.map(({ id }, index) => ({ productId: id, quantity: index + 2 })),
    })
    for (const [index, thumbnail] of ['thumb', null].entries()) {
      await db.table('attachments').insert({
        ticket_id: ticket.id,
        uploader_id: cast.kim.id,
        kind: 'brief',
        drive_key: `key${index}`,
        name: `file${index}.png`,
        mime: 'image/png',
        bytes: 1,
        sha256: 'x',
        thumbnail_key: thumbnail,
        created_at: new Date(),
      })
    }
    const text = await look(cast.ben, '/approvals')
    const files = await db.from('attachments').where('ticket_id', ticket.id).orderBy('id')
    assert.include(text, `/tickets/${ticket.id}/attachments/${files[0].id}/thumbnail`)
    assert.include(text, 'and 1 file')
    assert.include(text, `3 × ${products[1].name}`)
    assert.include(text, 'Skipped: the requester works in Creative')
    assert.include(text, 'Show whole brief')
  })

  test('a person who approves nothing gets a friendly page', async ({ assert }) => {
    await ask(cast.maria, { title: 'A secret banner' })
    const answer = await open(cast.rico, '/approvals?tab=open')
    assert.equal(answer.status, 200)
    assert.include(answer.text, 'You approve nothing here')
    assert.notInclude(answer.text, 'A secret banner')
    assert.notInclude(answer.text, 'href="/approvals" aria-current')
  })

  test('approving without scripts posts and leads back', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const ana = await visit(cast.ana)
    const answer = await ana.post(`/approvals/${ticket.id}`, {
      decision: 'approve',
      ...seen(ticket),
    })
    assert.equal(answer.status, 302)
    assert.equal(answer.location, '/approvals')
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
    const activity = await db
      .from('activities_in_full')
      .where({ ticket_id: ticket.id })
      .orderBy('id')
      .first()
    assert.equal(activity.action, 'created')
    assert.lengthOf(await db.from('activities_in_full').where('action', 'dept_approved'), 1)
    assert.lengthOf(
      await db.from('deliveries').where({ user_id: cast.ben.id, kind: 'pending_creative' }),
      1
    )
    assert.include(await textOf(ana.get('/approvals')), `#${ticket.id} approved.`)
  })

  test('with htmx the item folds, the next slides in and the badge follows', async ({ assert }) => {
    const tickets = []
    for (let count = 0; count < 22; count += 1) tickets.push(await ask(cast.maria))
    const ana = await visit(cast.ana)
    const page = await ana.get('/approvals')
    assert.equal(page.text.match(/class="sheet"/g)?.length, 20)
    const after = page.text.match(/id="inbox-after" value="([^"]+)"/)![1]
    const answer = await ana.post(
      `/approvals/${tickets[0].id}`,
      { decision: 'approve', ...seen(tickets[0]), after, from: 'approvals' },
      HTMX
    )
    assert.equal(answer.status, 200)
    assert.match(answer.text, new RegExp(`id="a${tickets[0].id}" data-decided`))
    assert.include(answer.text, `id="a${tickets[20].id}"`)
    assert.notInclude(answer.text, `id="a${tickets[21].id}"`)
    assert.match(answer.text, /data-count=approvals\]" hx-swap="innerHTML">\s*21</)
    assert.include(answer.text, '21 wait for you')
  })

  test('a rejection asks for its reason in place and keeps nothing else', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const ana = await visit(cast.ana)
    const form = { decision: 'reject', note: '  ', ...seen(ticket) }
    for (const headers of [{}, HTMX]) {
      const answer = await ana.post(`/approvals/${ticket.id}`, form, headers)
      assert.equal(answer.status, 422)
      assert.include(answer.text, 'Write a reason.')
      assert.include(answer.text, `id="why${ticket.id}"`)
    }
    await ticket.refresh()
    assert.equal(ticket.status, 'requested')
    const asked = await ana.get(`/approvals?reject=${ticket.id}`)
    assert.match(asked.text, new RegExp(`id="a${ticket.id}"[^>]*data-open`))
    await ana.post(`/approvals/${ticket.id}`, { ...form, note: 'Not now.' })
    const approval = await db.from('approvals').where('ticket_id', ticket.id).first()
    assert.equal(approval.decision, 'rejected')
    assert.equal(approval.note, 'Not now.')
  })

  test('a lost race says who decided, in place', async ({ assert }) => {
    const grace = await makePerson({ username: 'grace', role: 'manager', department: 'Marketing' })
    const ticket = await ask(cast.maria)
    await move(grace, ticket, 'approve')
    const ana = await visit(cast.ana)
    const form = { decision: 'approve', ...seen(ticket) }
    for (const headers of [{}, HTMX]) {
      const answer = await ana.post(`/approvals/${ticket.id}`, form, headers)
      assert.equal(answer.status, 409)
      assert.include(answer.text, `Grace Test has already approved #${ticket.id}`)
    }
    const given = await db.from('approvals').where('ticket_id', ticket.id)
    assert.lengthOf(given, 1)
  })

  test('a brief that changed is shown anew and not approved', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const old = seen(ticket)
    await change(cast, ticket, 'Another line')
    const ana = await visit(cast.ana)
    const answer = await ana.post(`/approvals/${ticket.id}`, { decision: 'approve', ...old }, HTMX)
    assert.equal(answer.status, 409)
    assert.include(answer.text, 'changed since you saw it')
    assert.include(answer.text, 'name="brief_version" value="2"')
    await ticket.refresh()
    assert.equal(ticket.status, 'requested')
  })

  test('strangers get 404, people without the right 403, and nothing changes', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    const form = { decision: 'approve', ...seen(ticket) }
    const rico = await visit(cast.rico)
    assert.equal(await statusOf(rico.post(`/approvals/${ticket.id}`, form)), 404)
    const maria = await visit(cast.maria)
    assert.equal(await statusOf(maria.post(`/approvals/${ticket.id}`, form)), 403)
    const ben = await visit(cast.ben)
    assert.equal(await statusOf(ben.post(`/approvals/${ticket.id}`, form)), 403)
    await ticket.refresh()
    assert.equal(ticket.status, 'requested')
  })

  test('several at once, each on its own', async ({ assert }) => {
    const good = await ask(cast.maria, { title: 'Good one' })
    const changed = await ask(cast.maria, { title: 'Changed one' })
    const foreign = await ask(cast.rico, { title: 'Of another department' })
    const key = (ticket: Ticket) => `${ticket.id}.department.${ticket.round}.${ticket.briefVersion}`
    const chosen = [good, changed, foreign].map(key)
    await change(cast, changed, 'Another line')
    const ana = await visit(cast.ana)
    const answer = await ana.post('/approvals', { 'tickets[]': chosen })
    assert.equal(answer.location, '/approvals')
    const { text } = await ana.get('/approvals')
    assert.include(text, '1 was approved, 2 were not:')
    assert.include(text, `The brief of #${changed.id} changed since you saw it`)
    assert.notInclude(text, 'Of another department')
    for (const ticket of [good, changed, foreign]) await ticket.refresh()
    assert.deepEqual(
      [good.status, changed.status, foreign.status],
      ['pending_creative', 'requested', 'requested']
    )
  })

  test('several: nothing or nonsense chosen changes nothing', async ({ assert }) => {
    await ask(cast.maria)
    const ana = await visit(cast.ana)
    const bad: Fields[] = [{}, { 'tickets[]': ['1.department'] }, { tickets: '1' }]
    for (const fields of bad) {
      const answer = await ana.post('/approvals', fields)
      assert.equal(answer.location, '/approvals?several=1')
    }
    assert.lengthOf(await db.from('approvals'), 0)
  })

  test('what I decided, and what waits for anybody', async ({ assert }) => {
    const ticket = await ticketAt('pending_creative', cast, { title: 'Passed on' })
    const ana = await visit(cast.ana)
    assert.include(await textOf(ana.get('/approvals?tab=decided')), 'Passed on')
    const all = await ana.get('/approvals?tab=open')
    assert.include(all.text, 'Passed on')
    assert.include(all.text, 'Waits for Ben Test')
    assert.notInclude(all.text, `action="/approvals/${ticket.id}"`)
    const admin = await open(cast.admin, '/approvals?tab=open')
    assert.include(admin.text, 'you may decide as an admin')
  })

  test('the number of queries does not grow with the inbox', async ({ assert }) => {
    await ask(cast.maria)
    const ana = await visit(cast.ana)
    const few = queriesOf(await ana.get('/approvals'))
    for (let count = 0; count < 15; count += 1) await ask(cast.maria)
    assert.equal(queriesOf(await ana.get('/approvals')), few)
    assert.isAtMost(Number(few), 24)
  })

  test('bad input is a 4xx', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const ana = await visit(cast.ana)
    for (const query of ['tab=x', 'after=1', 'after=999999999999999-1', 'reject=0', 'before=x']) {
      const { status } = await ana.get(`/approvals?${query}`)
      assert.isBelow(status, 500, query)
    }
    for (const fields of [
      {},
      { decision: 'burn', ...seen(ticket) },
      { decision: 'approve', ...seen(ticket), round: 'x' },
      { decision: 'approve', ...seen(ticket), brief_version: 99999999999 },
    ]) {
      assert.equal(await statusOf(ana.post(`/approvals/${ticket.id}`, fields)), 422)
    }
    assert.equal(
      await statusOf(ana.post('/approvals/99999999999', { decision: 'approve', ...seen(ticket) })),
      404
    )
  })
})

async function change({ maria }: Cast, ticket: Ticket, description: string) {
  await ticket.refresh()
  await editBrief(
    ticket.id,
    {
      title: ticket.title,
      description,
      productId: ticket.productId,
      quantity: ticket.quantity,
      criteria: ticket.criteria,
      lockVersion: ticket.lockVersion,
    },
    { by: maria, channel: 'web' }
  )
}
