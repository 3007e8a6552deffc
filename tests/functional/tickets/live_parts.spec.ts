import { test } from '@japa/runner'
import { addComment } from '#services/comments/add_comment'
import { trashTicket } from '#services/tickets/trash_ticket'
import { getAs, pick } from '#tests/support/answers'
import { queriesOf, textOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true' }

test.group('Open pages that ask again', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('a ticket comes in parts, with who changed it; gone it is a 404', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const ana = await visit(cast.ana)
    const { text } = await ana.get(`/tickets/${ticket.id}?comments=all`, HTMX)
    assert.include(text, `data-live="ticket:${ticket.id}"`)
    assert.include(text, `data-live-url="/tickets/${ticket.id}?comments=all"`)
    assert.include(text, 'data-by="Maria Test"')
    for (const id of ['ticket-head', 'ticket-sheet', 'talk', 'facts', 'people', 'activity']) {
      assert.match(text, new RegExp(`id="${id}"[^>]* data-part`), id)
    }
    assert.include(text, 'data-seen="department.1.1"')
    assert.notInclude(text, '<html')
    assert.notInclude(await textOf(getAs(cast.maria, `/tickets/${ticket.id}`)), 'data-seen')
    await addComment(ticket.id, { body: 'Hm' }, { by: cast.admin, channel: 'web' })
    assert.include(await textOf(ana.get(`/tickets/${ticket.id}`, HTMX)), 'data-by="Olga Test"')
    await trashTicket(ticket.id, { by: cast.admin, channel: 'web' })
    assert.equal(await pick(ana.get(`/tickets/${ticket.id}`, HTMX), 'status'), 404)
  })

  test('rows of a list: what changed, what is gone, what is new', async ({ assert }) => {
    const [first, second] = [await ask(cast.maria), await ask(cast.maria)]
    const ana = await visit(cast.ana)
    const page = await ana.get('/tickets')
    assert.include(page.text, 'data-live-url="/tickets/rows?view=table&amp;size=25"')
    const cards = await textOf(ana.get('/tickets?view=cards'))
    assert.include(cards, 'data-live-url="/tickets/rows?view=cards&amp;size=12"')
    const rows = (query: string) => textOf(ana.get(`/tickets/rows?${query}`, HTMX))
    const shown = `shown=${second.id}.${first.id}`
    const changed = await rows(`${shown}&changed=${first.id}`)
    assert.include(changed, `<tr id="ticket-${first.id}"`)
    assert.notInclude(changed, `id="ticket-${second.id}"`)
    assert.notInclude(changed, 'new ticket')
    const third = await ask(cast.maria)
    assert.include(await rows(`${shown}&changed=${third.id}`), '1 new ticket<')
    assert.include(await rows(shown), '1 new ticket<')
    assert.notInclude(await rows(`tab=mine&${shown}&changed=${third.id}`), 'new ticket')
    const full = `size=10&shown=${Array.from({ length: 9 }, () => second.id).join('.')}.${second.id}`
    assert.include(await rows(`${full}&changed=${first.id}.${third.id}`), '2 new tickets<')
    await trashTicket(first.id, { by: cast.admin, channel: 'web' })
    const gone = await rows(`${shown}&changed=${first.id}`)
    assert.include(gone, `#${first.id} is no longer in your lists.`)
    assert.include(await rows(`view=cards&${shown}`), `<li class="card" id="ticket-${second.id}"`)
  })

  test('rows give strangers nothing, cost the same for many, and refuse nonsense', async ({
    assert,
  }) => {
    const ids: number[] = []
    for (let count = 0; count < 6; count += 1) ids.push(await pick(ask(cast.maria), 'id'))
    const rico = await visit(cast.rico)
    const { text } = await rico.get(
      `/tickets/rows?shown=${ids.join('.')}&changed=${ids.join('.')}`,
      HTMX
    )
    assert.notInclude(text, 'A banner for payday')
    const ana = await visit(cast.ana)
    const ask1 = await ana.get(`/tickets/rows?shown=${ids[0]}&changed=${ids[0]}`, HTMX)
    const askAll = await ana.get(
      `/tickets/rows?shown=${ids.join('.')}&changed=${ids.join('.')}`,
      HTMX
    )
    assert.equal(queriesOf(ask1), queriesOf(askAll))
    assert.equal(await pick(ana.get(`/tickets/rows?tab=all`), 'location'), '/tickets?tab=all')
    for (const bad of [
      'shown=a',
      'shown[]=1',
      'changed=1..2',
      'shown=1,2',
      'tab=nonsense',
      `shown=${'1.'.repeat(300)}1`,
    ]) {
      assert.equal(await pick(ana.get(`/tickets/rows?${bad}`, HTMX), 'status'), 422, bad)
    }
  })

  test('the inbox says who decided what stands on it, and keeps what still waits', async ({
    assert,
  }) => {
    const [first, second] = [await ask(cast.maria), await ask(cast.maria)]
    const ana = await visit(cast.ana)
    await move(cast.admin, first, 'approve')
    const inbox = await textOf(ana.get(`/approvals?shown=${first.id}.${second.id}`, HTMX))
    assert.include(inbox, `Olga Test approved #${first.id} meanwhile.`)
    assert.include(inbox, `id="a${second.id}"`)
    assert.include(inbox, 'data-seen="department.1.1"')
    assert.include(inbox, '1 waits for you')
    assert.notInclude(inbox, '<html')
    await trashTicket(second.id, { by: cast.admin, channel: 'web' })
    const after = await textOf(ana.get(`/approvals?shown=${second.id}`, HTMX))
    assert.include(after, `#${second.id} no longer waits for you.`)
    assert.notInclude(after, 'A banner for payday')
    const rico = await textOf(getAs(cast.rico, `/approvals?shown=${first.id}`, HTMX))
    assert.notInclude(rico, 'Olga')
    assert.equal(await pick(ana.get('/approvals?shown=x', HTMX), 'status'), 422)
  })

  test('what waits beyond the first page of the inbox stays a request', async ({ assert }) => {
    const ids: number[] = []
    for (let count = 0; count < 22; count += 1) ids.push(await pick(ask(cast.maria), 'id'))
    const ana = await visit(cast.ana)
    const inbox = await ana.get(`/approvals?shown=${ids[21]}`, HTMX)
    assert.include(inbox.text, `value="approve"`)
    assert.include(inbox.text, `id="a${ids[21]}"`)
    assert.notInclude(inbox.text, 'no longer waits')
    const two = await ana.get(`/approvals?shown=${ids[20]}.${ids[21]}`, HTMX)
    assert.equal(queriesOf(two), queriesOf(inbox))
  })

  test('dashboard, notifications and badges answer with their parts alone', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const ana = await visit(cast.ana)
    await ana.get('/')
    await move(cast.admin, ticket, 'approve')
    const board = await textOf(ana.get(`/?shown=${ticket.id}`, HTMX))
    assert.notInclude(board, '<html')
    assert.include(board, 'id="strip" data-part')
    assert.include(board, `Olga Test approved #${ticket.id} meanwhile.`)
    assert.match(board, /status=pending_creative"[^>]*>\s*<b>1<\/b>/)
    const maria = await visit(cast.maria)
    const counts = await textOf(maria.get('/me/counts', HTMX))
    assert.include(counts, 'hx-target="[data-count=notifications]"')
    assert.notInclude(counts, 'approvals')
    assert.equal(await pick(maria.get('/me/counts'), 'location'), '/notifications')
    const news = await textOf(maria.get('/notifications', HTMX))
    assert.include(news, '1 new notification<')
    assert.include(news, 'unread-lead')
    const page = await textOf(maria.get('/notifications'))
    const id = page.match(/id="n(\d+)"/)![1]
    const standing = await textOf(maria.get(`/notifications?shown=${id}`, HTMX))
    assert.include(standing, `id="n${id}"`)
    assert.notInclude(standing, 'new notification')
    assert.notInclude(await textOf(ana.get(`/notifications?shown=${id}`, HTMX)), `id="n${id}"`)
  })
})
