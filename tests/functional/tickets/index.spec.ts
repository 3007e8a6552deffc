import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type Ticket from '#models/ticket'
import User from '#models/user'
import clock from '#services/clock'
import { limitTries } from '#services/accounts/limit_tries'
import { addComment } from '#services/comments/add_comment'
import { assignTicket } from '#services/tickets/assign_ticket'
import { trashTicket } from '#services/tickets/trash_ticket'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { ask, move, ticketAt, type Stage } from '#tests/support/tickets'
import { lastActivity } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { visit, type Answer } from '#tests/support/visitor'

const statusOf = (answer: Promise<Answer>) => answer.then(({ status }) => status)
const textOf = (answer: Promise<Answer>) => answer.then(({ text }) => text)

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial' }

test.group('The tickets list', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  /** The numbers of the tickets a person finds at an address, in order. */
  async function numbers(person: User, query = 'tab=all'): Promise<number[]> {
    const visitor = await visit(person)
    const answer = await visitor.get(`/tickets?${query}`)
    if (answer.status !== 200) throw new Error(`${query} answered ${answer.status}`)
    return [...answer.text.matchAll(/id="ticket-(\d+)"/g)].map((match) => Number(match[1]))
  }

  const finds = async (person: User, ticket: Ticket, query = 'tab=all') =>
    numbers(person, query).then((ids) => ids.includes(ticket.id))

  for (const stage of ['requested', 'approved', 'completed', 'rejected'] as Stage[]) {
    test(`at ${stage} it is listed for those it concerns alone`, async ({ assert }) => {
      const ticket = await ticketAt(stage, cast)
      const inQueue = stage === 'approved' || stage === 'completed'
      const lists: [string, User, boolean][] = [
        ['requester', cast.maria, true],
        ['requesting manager', cast.ana, true],
        ['handling manager', cast.ben, true],
        ['admin', cast.admin, true],
        ['member of the handling department', cast.paolo, inQueue],
        ['stranger', cast.rico, false],
        ['colleague of the requester', await makePerson(), false],
      ]
      for (const [who, person, expected] of lists) {
        assert.equal(await finds(person, ticket), expected, who)
      }
    })
  }

  test('assignee, collaborator, watcher, named manager and proposed people find it', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast, {
      assigneeId: cast.kim.id,
      collaboratorIds: [cast.joy.id],
    })
    assert.isTrue(await finds(cast.kim, ticket), 'proposed assignee')
    assert.isTrue(await finds(cast.joy, ticket), 'proposed collaborator')
    assert.isFalse(await finds(cast.rico, ticket), 'not yet a watcher')
    await db.table('watchers').insert({
      ticket_id: ticket.id,
      user_id: cast.rico.id,
      added_at: clock.now().toJSDate(),
    })
    assert.isTrue(await finds(cast.rico, ticket), 'watcher')
    assert.isTrue(await finds(cast.rico, ticket, 'tab=watching'), 'watcher, in the tab')
    const named = await makePerson({ role: 'manager', department: 'HR' })
    assert.isFalse(await finds(named, ticket), 'manager of another department')
    await db.from('departments').where('name', 'Marketing').update({ manager_id: named.id })
    assert.isTrue(await finds(named, ticket), 'named manager')
  })

  test('the trash is not listed', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    await trashTicket(ticket.id, { by: cast.ana, channel: 'web' })
    assert.deepEqual(await numbers(cast.admin), [])
  })

  test('tabs hold what they say', async ({ assert }) => {
    const waits = await ticketAt('requested', cast)
    const assigned = await ticketAt('assigned', cast)
    const done = await ticketAt('completed', cast)
    const over = await ticketAt('confirmed', cast)
    assert.sameMembers(await numbers(cast.maria, ''), [waits.id, assigned.id], 'open')
    assert.deepEqual(await numbers(cast.ana, 'tab=waiting'), [waits.id], 'to decide')
    assert.deepEqual(await numbers(cast.kim, 'tab=waiting'), [assigned.id], 'to start')
    assert.deepEqual(await numbers(cast.maria, 'tab=waiting'), [done.id], 'to confirm')
    assert.deepEqual(await numbers(cast.kim, 'tab=assigned'), [assigned.id], 'my work')
    assert.deepEqual(await numbers(cast.ben, 'tab=mine'), [], 'asked for nothing')
    assert.sameMembers(
      await numbers(cast.maria, 'tab=mine'),
      [waits.id, assigned.id, done.id, over.id],
      'I asked for'
    )
    assert.deepEqual(await numbers(cast.admin, 'tab=overdue'), [], 'nothing late')
    const past = clock.now().minus({ hours: 2 }).toJSDate()
    await db.from('tickets').where('id', assigned.id).update({ deadline_at: past })
    assert.deepEqual(await numbers(cast.admin, 'tab=overdue'), [assigned.id], 'late')
  })

  test('each filter narrows', async ({ assert }) => {
    const banner = await ticketAt('assigned', cast)
    const { id: adsProduct } = await db.from('products').where('name', 'DIGI ADS FB STATIC').first()
    const ads = await ask(cast.rico, {
      type: 'ads',
      title: 'Ads for Friday',
      priority: 'urgent',
      items: [{ productId: adsProduct, quantity: 2 }],
    })
    const { id: sales } = await db.from('departments').where('name', 'Sales').first()
    const { id: type } = await db.from('request_types').where('key', 'ads').first()
    const cases: [string, number[]][] = [
      [`type=${type}`, [ads.id]],
      [`type=${type}&type=${banner.requestTypeId}`, [ads.id, banner.id]],
      ['status=approved', [banner.id]],
      ['status=approved&status=requested', [ads.id, banner.id]],
      ['priority=urgent', [ads.id]],
      [`department=${sales}`, [ads.id]],
      [`requester=${cast.maria.id}`, [banner.id]],
      [`assignee=${cast.kim.id}`, [banner.id]],
      ['assignee=none', [ads.id]],
      [`product=${adsProduct}`, [ads.id]],
      [`product=${banner.productId}`, [banner.id]],
      ['overdue=1', []],
      ['mine=1', []],
      ['watching=1', []],
      [`from=${clock.now().plus({ days: 2 }).toISODate()}`, []],
      [`to=${clock.now().minus({ days: 2 }).toISODate()}`, []],
      [`from=${clock.now().minus({ days: 2 }).toISODate()}`, [ads.id, banner.id]],
    ]
    for (const [query, expected] of cases) {
      assert.deepEqual(await numbers(cast.admin, `tab=all&${query}`), expected, query)
    }
    assert.deepEqual(await numbers(cast.rico, 'tab=all&mine=1'), [ads.id])
    assert.deepEqual(await numbers(cast.maria, `tab=all&type=${type}`), [], 'of what he sees')
  })

  test('what is filtered stands in chips that take it away', async ({ assert }) => {
    await ticketAt('requested', cast)
    const visitor = await visit(cast.admin)
    const { text } = await visitor.get(
      `/tickets?tab=all&status=requested&status=rejected&requester=${cast.maria.id}`
    )
    assert.include(text, 'Status: Rejected')
    assert.include(text, 'Requester: Maria Test')
    const address = `href="/tickets?tab=all&amp;status=requested&amp;requester=${cast.maria.id}"`
    const plain = `href="/tickets?status=requested&amp;requester=${cast.maria.id}"`
    assert.isTrue(text.includes(address) || text.includes(plain), 'without the second status')
  })

  test('a number in the address does not tell who else registered', async ({ assert }) => {
    const zoe = await makePerson({ firstName: 'Zoebelina', approved: false })
    const visitor = await visit(cast.rico)
    for (const key of ['requester', 'assignee', 'helper', 'decided_by']) {
      const { text } = await visitor.get(`/tickets?tab=all&${key}=${zoe.id}`)
      assert.notInclude(text, 'Zoebelina', key)
      const named = await visitor.get(`/tickets?tab=all&${key}=${cast.kim.id}`)
      assert.match(named.text, new RegExp(`(: |Helped by |Decided by )${cast.kim.fullName}`), key)
    }
  })

  test('search finds numbers and beginnings of words, accents aside', async ({ assert }) => {
    const first = await ask(cast.maria, {
      title: 'Año nuevo countdown',
      description: 'For Señor Peña',
    })
    const second = await ask(cast.maria, { title: 'Team’s "lucky 7" <b>raffle</b> 50%' })
    const found: [string, number[]][] = [
      [`#${first.id}`, [first.id]],
      [`${second.id}`, [second.id]],
      ['ano', [first.id]],
      ['AÑO COUNT', [first.id]],
      ['pena', [first.id]],
      ['count raffle', []],
      ['raff', [second.id]],
      ['"lucky', [second.id]],
      ['juan365', [second.id, first.id]],
      ['nothing-like-this', []],
      ['%%%', []],
      [`'; drop table tickets; --`, []],
      ['#99999999999999', []],
    ]
    for (const [q, expected] of found) {
      const visitor = await visit(cast.maria)
      const answer = await visitor.get(`/tickets?q=${encodeURIComponent(q)}`)
      assert.equal(answer.status, 200, q)
      const ids = [...answer.text.matchAll(/id="ticket-(\d+)"/g)].map((match) => Number(match[1]))
      assert.deepEqual(ids, expected, q)
    }
    for (const odd of [
      'a & | ! ( :* <-> \\',
      'ŉ',
      '½ ℵ № 🙂',
      `o''neil`,
      '<script>',
      'ﷺ',
      '\u0301',
    ]) {
      const visitor = await visit(cast.maria)
      const answer = await visitor.get(`/tickets?q=${encodeURIComponent(odd)}`)
      assert.equal(answer.status, 200, odd)
      assert.notInclude(answer.text, '<script>', odd)
    }
    assert.deepEqual(await numbers(cast.rico, 'q=raff'), [], 'strangers find nothing')
    assert.deepEqual(await numbers(cast.rico, `q=%23${first.id}`), [], 'nor by number')
  })

  test('sorts every way', async ({ assert }) => {
    const start = clock.now()
    const made: Ticket[] = []
    for (const [at, priority] of [
      [0, 'low'],
      [1, 'urgent'],
      [2, 'high'],
    ] as const) {
      clock.freeze(start.plus({ minutes: at }))
      made.push(await ask(cast.maria, { priority }))
    }
    const [low, urgent, high] = made.map(({ id }) => id)
    await move(cast.ana, made[0], 'approve')
    await move(cast.ben, made[0], 'approve')
    clock.freeze(start.plus({ minutes: 10 }))
    const by = { by: cast.ben, channel: 'web' as const }
    await assignTicket(low, { assigneeId: cast.kim.id }, by)
    clock.goOn()
    const orders: [string, number[]][] = [
      ['newest', [high, urgent, low]],
      ['oldest', [low, urgent, high]],
      ['priority', [urgent, high, low]],
      ['status', [high, urgent, low]],
      ['updated', [low, high, urgent]],
    ]
    for (const [sort, expected] of orders) {
      assert.deepEqual(await numbers(cast.admin, `sort=${sort}`), expected, sort)
    }
    const [due] = await numbers(cast.admin, 'sort=deadline')
    assert.equal(due, low, 'deadline')
  })

  test('pages by number, then on from a ticket', async ({ assert }) => {
    const made: Ticket[] = []
    for (let count = 0; count < 23; count += 1) made.push(await ask(cast.maria))
    const newest = made.map(({ id }) => id).reverse()
    assert.deepEqual(await numbers(cast.maria, 'size=10'), newest.slice(0, 10))
    assert.deepEqual(await numbers(cast.maria, 'size=10&page=3'), newest.slice(20))
    assert.deepEqual(await numbers(cast.maria, 'size=10&page=4'), [], 'past the end')
    assert.deepEqual(await numbers(cast.maria, `size=10&after=${newest[9]}`), newest.slice(10, 20))
    assert.deepEqual(await numbers(cast.maria, `size=10&before=${newest[10]}`), newest.slice(0, 10))
    const visitor = await visit(cast.maria)
    const { text } = await visitor.get('/tickets?size=10&page=2')
    assert.include(text, '11 to 20 of 23')
    assert.include(text, 'rel="next"')
    assert.equal(await statusOf(visitor.get(`/tickets?size=10&after=${newest[9]}`)), 200)
    const stranger = await visit(cast.rico)
    assert.equal(await statusOf(stranger.get(`/tickets?after=${newest[9]}`)), 404)
  })

  test('what cannot be read is refused with a sentence, never a failure', async ({ assert }) => {
    const visitor = await visit(cast.maria)
    const wrong = [
      'page=0',
      'page=41',
      'page=abc',
      'page=1e9',
      'size=3',
      'size=-1',
      'sort=hack',
      'tab=x',
      'view=list',
      'status=nope',
      'status[a]=b',
      'priority=huge',
      'type=abc',
      'type=99999999999',
      'department=-1',
      'requester=1;drop',
      'assignee=abc',
      'product=0',
      'from=yesterday',
      'from=2025-02-30',
      'to=99999-01-01',
      'after=x',
      'before=0',
      'q[]=a',
      `q=${'x'.repeat(300)}`,
      'overdue=maybe',
    ]
    for (const query of wrong) {
      const answer = await visitor.get(`/tickets?${query}`)
      assert.equal(answer.status, 422, query)
      assert.include(answer.text, 'data-problem', query)
    }
    assert.equal(await statusOf(visitor.get('/tickets?q=%00')), 400)
    assert.equal(await statusOf(visitor.get('/tickets?unknown=1&status=&type=&q=')), 200)
    assert.equal(await statusOf(visitor.get('/tickets/filters?sort=hack')), 422)
  })

  test('asks as often for fifty rows as for ten', async ({ assert }) => {
    for (let count = 0; count < 50; count += 1) await ask(cast.maria)
    const visitor = await visit(cast.admin)
    await visitor.get('/tickets?size=10')
    const asked = async (query: string) => {
      const answer = await visitor.get(`/tickets?${query}`)
      return /"(\d+) queries"/.exec(answer.headers.get('server-timing') ?? '')?.[1]
    }
    const few = await asked('size=10')
    assert.equal(await asked('size=50'), few)
    assert.isBelow(Number(few), 12)
  })

  test('a row says what it waits for, when it is due and what was said last', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const web = (by: User) => ({ by, channel: 'web' as const })
    await addComment(ticket.id, { body: 'The **second** copy is final.' }, web(cast.maria))
    await addComment(ticket.id, { body: 'Secret words', isInternal: true }, web(cast.ben))
    const visitor = await visit(cast.maria)
    const { text } = await visitor.get('/tickets')
    assert.include(text, 'waits for Ana, ')
    assert.include(text, '3 days on approval')
    assert.include(text, 'The second copy is final.')
    assert.notInclude(text, 'Secret words')
    const asAna = await visit(cast.ana)
    assert.include(await textOf(asAna.get('/tickets')), 'waits for you, ')
  })

  test('a move from the row moves the ticket and brings the row back', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.ana)
    const page = await visitor.get('/tickets')
    assert.include(page.text, `action="/tickets/rows/${ticket.id}/transitions/approve"`)
    const seen = { step: 'department', round: 1, brief_version: 1, view: 'table' }
    const answer = await visitor.post(`/tickets/rows/${ticket.id}/transitions/approve`, seen, HTMX)
    assert.equal(answer.status, 200)
    assert.include(answer.text, `id="ticket-${ticket.id}"`)
    assert.include(answer.text, 'For creative approval')
    assert.include(answer.text, `#${ticket.id} approved.`)
    const { action } = await lastActivity(ticket.id)
    assert.equal(action, 'dept_approved')
    const late = await visitor.post(`/tickets/rows/${ticket.id}/transitions/approve`, seen, HTMX)
    assert.equal(late.status, 409)
    assert.include(late.text, `id="ticket-${ticket.id}"`)
  })

  test('without scripts a move leads back to the same list', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const visitor = await visit(cast.kim)
    const back = '/tickets?tab=assigned&sort=priority'
    const answer = await visitor.post(`/tickets/rows/${ticket.id}/transitions/start`, { back })
    assert.equal(answer.location, back)
    assert.include(await textOf(visitor.get(back)), `You started #${ticket.id}.`)
    for (const elsewhere of [
      'https://elsewhere.test',
      '//elsewhere.test',
      '/tickets/../admin',
      'x',
    ]) {
      const refused = await visitor.post(`/tickets/rows/${ticket.id}/transitions/complete`, {
        back: elsewhere,
      })
      assert.equal(refused.status, 422, elsewhere)
    }
    await ticket.refresh()
    assert.equal(ticket.status, 'in_progress')
  })

  test('a row refuses what is not its business', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const stranger = await visit(cast.rico)
    const seen = { step: 'department', round: 1, brief_version: 1 }
    assert.equal(
      await statusOf(stranger.post(`/tickets/rows/${ticket.id}/transitions/approve`, seen)),
      404
    )
    const manager = await visit(cast.ana)
    for (const name of ['trash', 'reject', 'edit_brief', 'nonsense', 'approve']) {
      const answer = await manager.post(`/tickets/rows/${ticket.id}/transitions/${name}`)
      assert.equal(answer.status, 404, name)
    }
    const requester = await visit(cast.maria)
    const own = await requester.post(`/tickets/rows/${ticket.id}/transitions/approve`, seen, HTMX)
    assert.equal(own.status, 403)
    await ticket.refresh()
    assert.equal(ticket.status, 'requested')
  })

  test('the look of the list is remembered by a post alone', async ({ assert }) => {
    await ask(cast.maria)
    const visitor = await visit(cast.maria)
    assert.include(await textOf(visitor.get('/tickets?view=cards')), 'class="cards"')
    assert.notInclude(await textOf(visitor.get('/tickets')), 'class="cards"')
    const answer = await visitor.post('/tickets/list-settings', {
      view: 'cards',
      back: '/tickets?tab=mine',
    })
    assert.equal(answer.location, '/tickets?tab=mine')
    assert.include(await textOf(visitor.get('/tickets')), 'class="cards"')
    await visitor.post('/tickets/list-settings', { size: 50 })
    const saved = await User.findOrFail(cast.maria.id)
    assert.deepEqual([saved.listView, saved.pageSize], ['cards', 50])
    assert.equal(await statusOf(visitor.post('/tickets/list-settings', { size: 7 })), 422)
    const away = await visitor.post('/tickets/list-settings', { back: 'https://elsewhere.test' })
    assert.equal(away.status, 422)
  })

  test('the preview shows the brief to who may see it', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.ana)
    const preview = await visitor.get(`/tickets/${ticket.id}/preview`, HTMX)
    assert.include(preview.text, 'One clear line, large product name.')
    assert.notInclude(preview.text, '<html')
    const plain = await visitor.get(`/tickets/${ticket.id}/preview`)
    assert.equal(plain.location, `/tickets/${ticket.id}`)
    const stranger = await visit(cast.rico)
    assert.equal(await statusOf(stranger.get(`/tickets/${ticket.id}/preview`, HTMX)), 404)
  })

  test('htmx gets the region and the plain address of what it shows', async ({ assert }) => {
    await ticketAt('requested', cast)
    const visitor = await visit(cast.maria)
    const answer = await visitor.get('/tickets?q=banner&status=&sort=newest', HTMX)
    assert.equal(answer.headers.get('hx-push-url'), '/tickets?q=banner')
    assert.notInclude(answer.text, '<html')
    assert.include(answer.text, 'id="tickets"')
    assert.include(await textOf(visitor.get('/tickets/filters?status=requested')), '<html')
    assert.notInclude(await textOf(visitor.get('/tickets/filters', HTMX)), '<html')
  })
})

test.group('Searching', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is slowed down for who asks without end, and for nobody else', async ({ assert }) => {
    const { maria, ana } = await makeCast()
    const account = String(maria.id)
    for (let n = 0; n < 300; n += 1) await limitTries('search', { address: `10.0.0.${n}`, account })
    const visitor = await visit(maria)
    const answer = await visitor.get('/tickets?q=banner')
    assert.equal(answer.status, 429)
    assert.isAbove(Number(answer.headers.get('retry-after')), 0)
    assert.equal(await statusOf(visitor.get('/tickets')), 200)
    const other = await visit(ana)
    assert.equal(await statusOf(other.get('/tickets?q=banner')), 200)
  })
})
