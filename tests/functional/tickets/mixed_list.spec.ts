import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { look, open, statusOf } from '#tests/support/look'
import { makePerson } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'
import { ask, move } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('The tickets list of both desks', (group) => {
  let cast: SupportCast
  let ben: User
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    ben = await makePerson({ username: 'ben', role: 'manager', department: 'Creative' })
    return [cast, ben]
  })

  async function numbers(person: User, query: string): Promise<number[]> {
    const { status, text } = await open(person, `/tickets?${query}`)
    if (status !== 200) throw new Error(`${query} answered ${status}`)
    return [...text.matchAll(/<tr id="ticket-(\d+)"/g)].map(([, id]) => Number(id))
  }

  const idOf = async (table: string, where: Record<string, string>) => {
    const { id } = await db.from(table).where(where).firstOrFail()
    return id as number
  }

  test('shows both side by side, each with its own words', async ({ assert }) => {
    await supportAt('pending_user', cast)
    await supportAt('in_progress', cast)
    await ask(cast.rosa)
    const text = await look(cast.olga, '/tickets')
    for (const words of ['Waiting for requester', 'Under review', 'For department approval']) {
      assert.include(text, words)
    }
    assert.include(text, '#s-reply')
    assert.include(text, 'waits for Rosa, ')
    assert.include(text, 'clock stopped')
    assert.include(text, '3 days on approval')
  })

  test('filters by workflow, nested types, statuses of one workflow, department, nobody', async ({
    assert,
  }) => {
    const free = await supportAt('open', cast)
    const busy = await supportAt('in_progress', cast)
    const bill = await askSupport(cast.rosa, { type: 'billing' })
    const banner = await ask(cast.rosa)
    await move(cast.max, banner, 'approve')
    await move(ben, banner, 'approve')
    const bug = await idOf('request_types', { key: 'bug' })
    const billing = await idOf('request_types', { key: 'billing' })
    await db.from('request_types').where('id', billing).update({ parent_id: bug })
    const finance = await idOf('departments', { name: 'Finance' })
    const cases: [string, number[]][] = [
      ['workflow=support', [free.id, busy.id, bill.id]],
      ['workflow=creative', [banner.id]],
      [`type=${bug}`, [free.id, busy.id, bill.id]],
      [`type=${billing}`, [bill.id]],
      ['status=in_progress', [busy.id]],
      ['status=support.in_progress', [busy.id]],
      ['status=creative.in_progress', []],
      ['status=creative.in_progress&status=support.open', [free.id, bill.id]],
      ['status=approved&status=support.in_progress', [busy.id, banner.id]],
      [`handling=${finance}`, [bill.id]],
      ['assignee=none', [free.id, bill.id, banner.id]],
      [`assignee=${cast.ida.id}`, [busy.id]],
      ['workflow=support&sort=status', [free.id, busy.id, bill.id]],
      ['workflow=support&priority=medium&sort=deadline', [free.id, busy.id, bill.id]],
    ]
    for (const [query, expected] of cases) {
      assert.sameMembers(await numbers(cast.olga, `tab=all&${query}`), expected, query)
    }
    const text = await look(
      cast.olga,
      `/tickets?tab=all&workflow=support&status=support.in_progress&handling=${finance}`
    )
    assert.include(text, 'Status: Under review')
    assert.include(text, 'Handled by Finance')
    assert.include(text, '>Support request')
    assert.include(text, `href="/tickets?workflow=support&amp;status=support.in_progress"`)
    for (const query of [
      'workflow=other',
      'status=support.approved',
      'status=.open',
      'handling=x',
      'status=a.b.c',
    ]) {
      assert.equal(await statusOf(open(cast.olga, `/tickets?${query}`)), 422, query)
    }
    const panel = await look(cast.olga, `/tickets/filters?tab=all&status=in_progress&type=${bug}`)
    assert.match(
      panel,
      /<optgroup label="Creative request">[\s\S]*<optgroup label="Support request">/
    )
    assert.match(panel, /<option(?=[^>]*selected)(?=[^>]*"support.in_progress")/)
    assert.include(panel, `\u2003Billing`)
    assert.include(panel, '>Ida Test<', 'an agent is somebody to filter by')
  })

  test('late is what passed its deadline or has no first answer; never what is paused', async ({
    assert,
  }) => {
    const free = await supportAt('open', cast)
    const paused = await supportAt('pending_user', cast)
    const busy = await supportAt('in_progress', cast)
    await supportAt('resolved', cast)
    clock.moveTo(clock.now().plus({ hours: 9 }))
    await db
      .from('tickets')
      .where('id', busy.id)
      .update({ first_response_at: clock.now().minus({ hours: 5 }).toJSDate() })
    assert.sameMembers(await numbers(cast.olga, 'tab=overdue'), [free.id])
    assert.include(await look(cast.olga, '/tickets?tab=overdue'), 'answer 1 h late')
    clock.moveTo(clock.now().plus({ days: 2 }))
    assert.sameMembers(await numbers(cast.olga, 'tab=all&overdue=1'), [free.id, busy.id])
    assert.notInclude(await numbers(cast.olga, 'tab=overdue'), paused.id)
  })

  test('waiting for me: who asked has to answer or to close; an agent’s work is his work', async ({
    assert,
  }) => {
    const asked = await supportAt('pending_user', cast)
    const done = await supportAt('resolved', cast)
    const taken = await supportAt('taken', cast)
    const busy = await supportAt('in_progress', cast)
    await supportAt('closed', cast)
    await supportAt('on_hold', cast)
    assert.sameMembers(await numbers(cast.rosa, 'tab=waiting'), [asked.id, done.id])
    assert.deepEqual(await numbers(cast.ida, 'tab=waiting'), [])
    assert.includeMembers(await numbers(cast.ida, 'tab=assigned'), [taken.id, busy.id, asked.id])
    assert.include(await look(cast.rosa, '/tickets?tab=waiting'), 'waits for you, ')
  })

  test('a row offers what its person may do there; what needs words leads to the ticket', async ({
    assert,
  }) => {
    const free = await supportAt('open', cast)
    const held = await supportAt('on_hold', cast)
    const busy = await supportAt('in_progress', cast)
    const done = await supportAt('resolved', cast)
    const ida = await look(cast.ida, '/tickets?tab=all')
    const action = (id: number, name: string) => `action="/tickets/rows/${id}/transitions/${name}"`
    assert.include(ida, action(free.id, 'take'))
    assert.include(ida, action(held.id, 'resume'))
    assert.notInclude(ida, action(held.id, 'start'), 'resume says it better')
    assert.include(ida, `href="/tickets/${busy.id}?ask=resolve"`)
    const igor = await look(cast.igor, '/tickets?tab=all')
    const row = igor.slice(igor.indexOf(`id="ticket-${busy.id}"`))
    assert.isBelow(row.indexOf('drop-menu'), row.indexOf('?ask=resolve'), 'a colleague’s work')
    assert.notInclude(ida, '/transitions/withdraw')
    const rosa = await visit(cast.rosa)
    const { text } = await rosa.get('/tickets?tab=all')
    assert.include(text, action(done.id, 'close'))
    for (const id of [free.id, held.id, busy.id]) {
      assert.notInclude(text, `/rows/${id}/transitions/`, 'no work on his own request')
    }
    const closed = await rosa.post(
      `/tickets/rows/${done.id}/transitions/close`,
      { view: 'table' },
      { 'hx-request': 'true' }
    )
    assert.equal(closed.status, 200)
    assert.include(closed.text, 'Closed')
    const refused = await rosa.post(
      `/tickets/rows/${free.id}/transitions/take`,
      {},
      { 'hx-request': 'true' }
    )
    assert.equal(refused.status, 403)
    const preview = await rosa.get(`/tickets/${done.id}/preview`, { 'hx-request': 'true' })
    assert.include(preview.text, 'A new cable.')
    await free.refresh()
    assert.isNull(free.assigneeId)
  })
})
