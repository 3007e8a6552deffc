import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import User from '#models/user'
import clock from '#services/clock'
import { findPage } from '#services/tickets/list/find_page'
import type { ListQuestion } from '#services/tickets/list/list_question'
import { seenOneByOne } from '#services/tickets/list/seen_tickets'
import { sortList } from '#services/tickets/list/sort_list'
import { plant, productId, type Planted } from '#tests/support/counted'
import { makeCast, type Cast } from '#tests/support/people'
import { SORTS } from '#validators/ticket_list'

const NOW = DateTime.fromISO('2026-11-20T12:00:00Z')
const ZONE = 'Asia/Manila'
const STATUSES = ['requested', 'in_progress', 'completed', 'rejected'] as const

/** What reports link to, beside what people narrow by themselves. */
const ASKED: Partial<ListQuestion>[] = [
  { is: ['done'], counted: true },
  { is: ['rated'] },
  { is: ['open'], overdue: true },
  { is: ['unassigned'], tab: 'open' },
  { done_from: '2026-11-10', done_to: '2026-11-15', priority: ['high'] },
  { open_at: '2026-11-12' },
  { counted: true, status: ['completed'], from: '2026-11-05' },
  { is: ['done'], q: 'ticket' },
]

test.group('A list of what a figure counts or of a product', (group) => {
  let cast: Cast
  let product: number
  let asked: { viewer: User; change: Partial<ListQuestion> }[]
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    clock.freeze(NOW)
    cast = await makeCast()
    product = await productId('Juan365 FB VID')
    const ids = await plant([...plantedBy(cast.maria), ...plantedBy(cast.kim)])
    // One is purged: its facts stay for the reports of then.
    await db.from('tickets').where('id', ids[2]).delete()
    const viewers = await Promise.all(
      [cast.ana, cast.kim, cast.maria].map(({ id }) => User.asActor(id))
    )
    asked = viewers.flatMap((viewer) => [
      ...SORTS.map((sort) => ({ viewer: viewer!, change: { is: ['done' as const], sort } })),
      ...[...ASKED, { product }, { product, is: ['done' as const] }].map((change) => ({
        viewer: viewer!,
        change,
      })),
    ])
    return () => clock.goOn()
  })

  /** Tickets of two weeks in all statuses, some assigned, late, rated or in the trash. */
  function plantedBy(by: User): Planted[] {
    const day = (n: number, hour: number) => NOW.minus({ days: 14 - n, hours: hour }).toISO()!
    return Array.from({ length: 14 }, (_, n) => ({
      by,
      status: STATUSES[n % 4],
      priority: n % 3 ? 'medium' : 'high',
      createdAt: day(n, 20),
      endedAt: day(n, 2),
      deadlineAt: n % 5 ? day(n, n) : undefined,
      ...(n % 4 === 0 ? {} : { to: n % 3 ? cast.kim : cast.paolo }),
      ...(n % 4 === 2 && n > 4 ? { score: 4 } : {}),
      deleted: n === 6,
      // Some are of a product, some have a line of it, some both.
      ...(n % 3 === 0 ? { product } : {}),
      ...(n % 2 === 0 ? { items: [{ product, quantity: 2, criteria: 'image' as const }] } : {}),
    }))
  }

  test('holds the same read by a way of its own as from the tickets, in each order, whoever looks', async ({
    assert,
  }) => {
    let found = 0
    for (const { viewer, change } of asked) {
      const rest = { tab: 'all', view: 'table', sort: 'newest', size: 25, page: 1 }
      const question = { ...rest, ...change } as ListQuestion
      const label = `${viewer.username} ${JSON.stringify(change)}`
      const { ids, total } = await findPage(question, viewer, ZONE)
      const tickets = seenOneByOne({ question, viewer, zone: ZONE }, 'ordered')
      const rows = await sortList(tickets, question.sort).select('tickets.id')
      assert.deepEqual(
        ids,
        rows.map(({ id }: { id: number }) => id),
        label
      )
      assert.equal(total, rows.length, label)
      found += total
    }
    assert.isAbove(found, 80, 'they are no empty lists')
  })
})
