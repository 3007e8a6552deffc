import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import Product from '#models/product'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { countQueries } from '#services/observing/query_counter'
import { editBrief } from '#services/tickets/edit_brief'
import { showTicket } from '#services/tickets/show_ticket'
import { threadComments } from '#services/tickets/show/thread_comments'
import { watchTicket } from '#services/tickets/watch_ticket'
import { forgetSettings } from '#services/settings/read_settings'
import { getAs, pick } from '#tests/support/answers'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt, type Stage } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('The ticket page', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const open = async (who: keyof Cast, id: number, query = '') => {
    const answer = await getAs(cast[who], `/tickets/${id}${query}`)
    return { ...answer, words: text(answer.text) }
  }

  test('stands in every status, for everybody whom it concerns')
    .with([
      ['requested', 'For department approval', ['maria', 'ana', 'ben', 'admin']],
      ['pending_creative', 'For creative approval', ['maria', 'ana', 'ben', 'admin']],
      ['approved', 'Not yet started', ['maria', 'ana', 'ben', 'kim', 'admin']],
      ['assigned', 'Not yet started', ['maria', 'ana', 'ben', 'kim', 'admin']],
      ['in_progress', 'In progress', ['maria', 'ana', 'ben', 'kim', 'admin']],
      ['completed', 'Completed', ['maria', 'ana', 'ben', 'kim', 'admin']],
      ['confirmed', 'Confirmed', ['maria', 'ana', 'ben', 'kim', 'admin']],
      ['rejected', 'Rejected', ['maria', 'ana', 'ben', 'admin']],
    ] as [Stage, string, (keyof Cast)[]][])
    .run(async ({ assert }, [stage, label, people]) => {
      const ticket = await ticketAt(stage, cast)
      for (const who of people) {
        const page = await open(who, ticket.id)
        assert.equal(page.status, 200, who)
        assert.include(page.words, label)
        assert.equal(page.headers.get('cache-control'), 'no-store')
        assert.notInclude(page.text, 'translation missing')
        assert.notMatch(page.words, /undefined|\[object|NaN/)
      }
    })

  test('says who it waits for, and that it is you', async ({ assert }) => {
    clock.freeze(DateTime.utc())
    const requested = await ticketAt('requested', cast)
    const creative = await ticketAt('pending_creative', cast)
    const approved = await ticketAt('approved', cast)
    const assigned = await ticketAt('assigned', cast)
    const completed = await ticketAt('completed', cast)
    clock.freeze(clock.now().plus({ hours: 3 }))
    const says = async (who: keyof Cast, id: number, sentence: string) =>
      assert.include(await pick(open(who, id), 'words'), sentence)
    await says('maria', requested.id, 'waits for Ana since 3 h')
    await says('ana', requested.id, 'waits for you since 3 h')
    await says('admin', requested.id, 'waits for Ana since 3 h')
    await says('ben', creative.id, 'waits for you since 3 h')
    await says('maria', creative.id, 'waits for Ben since 3 h')
    await says('maria', approved.id, 'to be assigned since 3 h')
    await says('maria', assigned.id, 'waits for Kim since 3 h')
    await says('kim', assigned.id, 'waits for you since 3 h')
    await says('ben', completed.id, 'waits for Maria since 3 h')
    await says('maria', completed.id, 'waits for you since 3 h')
  })

  test('names several approvers, admins, and nobody', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    await makePerson({ username: 'leo', role: 'manager', department: 'Marketing' })
    assert.match(
      await pick(open('maria', ticket.id), 'words'),
      /waits for (Ana or Leo|Leo or Ana) since/
    )
    const fromSales = await ask(cast.rico)
    assert.include(
      await pick(open('rico', fromSales.id), 'words'),
      'no manager can decide: admins do'
    )
    await db.from('departments').where('name', 'Sales').update({ require_second_person: true })
    await db.from('users').where('id', cast.admin.id).update({ role: 'member' })
    const page = await open('rico', fromSales.id)
    assert.include(page.words, 'nobody can decide: name a second manager')
    assert.include(page.text, 'data-tone="stop"')
  })

  test('shows skipped steps with their reason, and the bare one in red', async ({ assert }) => {
    const byManager = await ask(cast.ana)
    const page = await open('ana', byManager.id)
    assert.include(page.words, 'skipped the requester manages this department')
    assert.include(page.words, 'Department step skipped: the requester manages this department')
    await db.from('users').where('id', cast.admin.id).update({ role: 'member' })
    const alone = await ask(cast.rico)
    const bare = await open('rico', alone.id)
    assert.include(bare.words, 'skipped nobody else can decide')
    assert.match(bare.text, /data-state="stopped"/)
  })

  test('keeps the deadline in view before and after approval', async ({ assert }) => {
    clock.freeze(DateTime.utc())
    const requested = await ticketAt('requested', cast)
    assert.include(await pick(open('maria', requested.id), 'words'), '3 days after approval')
    const approved = await ticketAt('approved', cast)
    assert.include(await pick(open('maria', approved.id), 'words'), '3 days once assigned')
    const assigned = await ticketAt('assigned', cast)
    clock.freeze(clock.now().plus({ hours: 71 }))
    assert.include(await pick(open('maria', assigned.id), 'words'), 'in 1 h')
    clock.freeze(clock.now().plus({ hours: 3 }))
    assert.include(await pick(open('maria', assigned.id), 'words'), '2 h late')
    await move(cast.kim, assigned, 'start')
    await move(cast.kim, assigned, 'complete')
    assert.include(await pick(open('maria', assigned.id), 'words'), '2 h late')
  })

  test('offers one primary move, and says why others are shut', async ({ assert }) => {
    const ticket = await ticketAt('pending_creative', cast)
    const page = await open('ben', ticket.id)
    const bar = page.text.match(/<div class="actions dock"[\s\S]*?<details/)![0]
    assert.lengthOf(bar.match(/data-kind="primary"/g)!, 1)
    assert.include(text(bar), 'Approve')
    assert.include(text(bar), 'Reject…')
    assert.include(page.words, 'Assign It has to be approved first.')
    const requester = await open('maria', ticket.id)
    assert.notInclude(requester.text, `/tickets/${ticket.id}/transitions/approve`)
    assert.include(requester.words, 'Change priority The first decision is made')
  })

  test('shows items with their sum, the version line and what changed', async ({ assert }) => {
    const products = await Product.query().where({ category: 'ads', isActive: true }).limit(2)
    const items = products.map((product, index) => ({ productId: product.id, quantity: index + 2 }))
    const ticket = await ask(cast.maria, { type: 'ads', items, productId: null })
    const first = await open('maria', ticket.id)
    assert.include(first.words, 'Items 5 pieces')
    assert.include(first.words, products[0].name)
    assert.include(first.words, 'Version 1, as asked')
    items[0].quantity = 7
    await editBrief(
      ticket.id,
      {
        title: 'A poster for payday',
        description: 'zebra',
        items,
        lockVersion: ticket.lockVersion,
      },
      { by: cast.maria, channel: 'web' }
    )
    const second = await open('maria', ticket.id)
    assert.include(second.words, 'Items 10 pieces')
    assert.match(second.words, /Version 2, changed today \d\d:\d\d by Maria/)
    assert.match(second.text, /<del>2[^<]*<\/del>\s*<ins>7[^<]*<\/ins>/)
    assert.match(second.text, /Title\s*<span class="word-diff">/)
    assert.include(second.text, '<del>banner </del><ins>poster </ins>')
    const card = second.text.split('id="activity"')[1]
    assert.notInclude(card, 'zebra')
    assert.match(card, /href="\/tickets\/\d+\/history#activity-\d+">Description</)
    assert.match(text(card), /History, all 2/)
  })

  test('what was typed is never markup', async ({ assert }) => {
    const title = '<script>alert(1)</script>'
    const ticket = await ask(cast.maria, { title, description: `${title} <b hx-get="/x">y</b>` })
    await addComment(ticket.id, { body: title }, { by: cast.ana, channel: 'web' })
    const page = await open('ana', ticket.id)
    assert.notInclude(page.text, title)
    assert.notInclude(page.text, '<b hx-get')
    const { transitionTicket } = await import('#services/tickets/transition_ticket')
    await transitionTicket(ticket.id, 'reject', { note: title }, { by: cast.ana, channel: 'web' })
    assert.notInclude(await pick(open('maria', ticket.id), 'text'), title)
  })

  test('asks the database a constant, small number of times', async ({ assert }) => {
    const ticket = await ticketAt('pending_creative', cast, { assigneeId: cast.kim.id })
    const count = async () =>
      countQueries(async (counted) => {
        forgetSettings()
        await showTicket(ticket.id, cast.ben)
        return counted.queries
      })
    const few = await count()
    for (let index = 0; index < 15; index++) {
      const person = await makePerson({ department: index % 2 ? 'Creative' : 'Sales' })
      await watchTicket(ticket.id, person.id, { by: cast.admin, channel: 'web' })
      const actor = { by: index % 2 ? cast.maria : cast.ana, channel: 'web' as const }
      await addComment(ticket.id, { body: `No. ${index} @kim @${person.username}` }, actor)
    }
    assert.equal(await count(), few)
    assert.isAtMost(few, 15)
  })

  test('shows the last ten deeds, and all on request', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    for (let index = 0; index < 12; index++) {
      const priority = index % 2 ? 'low' : 'high'
      const { setPriority } = await import('#services/tickets/set_priority')
      await setPriority(ticket.id, { priority }, { by: cast.ana, channel: 'web' })
    }
    const page = await open('maria', ticket.id)
    assert.lengthOf(page.words.match(/changed the priority/g)!, 10)
    assert.include(page.text, `/tickets/${ticket.id}/history`)
    const all = await open('maria', ticket.id, '?activity=all')
    assert.lengthOf(all.words.match(/changed the priority/g)!, 12)
    assert.include(all.words, 'asked for this')
  })

  test('a planned person reads along until it is approved', async ({ assert }) => {
    const ticket = await ask(cast.maria, {
      assigneeId: cast.kim.id,
      collaboratorIds: [cast.joy.id],
    })
    for (const who of ['kim', 'joy'] as const) {
      const page = await open(who, ticket.id)
      assert.equal(page.status, 200)
      assert.include(page.words, 'proposed')
      assert.notInclude(page.text, '/transitions/')
    }
    assert.equal(await pick(open('paolo', ticket.id), 'status'), 404)
  })

  test('garbage in the address is answered with a sentence', async ({ assert }) => {
    const visitor = await visit(cast.maria)
    for (const id of ['0', 'abc', '-1', '1.5', '99999999999', '9'.repeat(40), '%00']) {
      const answer = await visitor.get(`/tickets/${id}`)
      assert.isTrue(answer.status >= 400 && answer.status < 500, `${id}: ${answer.status}`)
    }
    const ticket = await ask(cast.maria)
    for (const query of ['?ask=nonsense', '?activity[]=1', '?ask[x]=reject', '?comments=%27']) {
      assert.equal(await pick(visitor.get(`/tickets/${ticket.id}${query}`), 'status'), 200, query)
    }
  })
})

test.group('Threads', () => {
  test('nest to the third level and go on flat', ({ assert }) => {
    const written = [1, 2, 3, 4, 5].map((id) => ({ id, parentId: id === 1 ? null : id - 1 }))
    const [root] = threadComments([...written, { id: 6, parentId: 99 }])
    assert.equal(root.replies[0].id, 2)
    assert.deepEqual(
      root.replies[0].replies.map((one) => one.id),
      [3, 4, 5]
    )
  })
})
