import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import clock from '#services/clock'
import { countList, MOST_COUNTED } from '#services/tickets/list/count_list'
import { estimateList } from '#services/tickets/list/estimate_list'
import { findPage } from '#services/tickets/list/find_page'
import type { ListQuestion } from '#services/tickets/list/list_question'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { SORTS } from '#validators/ticket_list'

const COPIES = 5000
const ZONE = 'Asia/Manila'

/** What each order means, said once more in SQL. */
const ORDERS: Record<ListQuestion['sort'], string> = {
  newest: 'created_at desc, id desc',
  oldest: 'created_at, id',
  updated: 'updated_at desc, id desc',
  deadline: 'is_finished, deadline_at nulls last, id',
  priority: `array_position(array['urgent', 'high', 'medium', 'low'], priority), created_at desc, id desc`,
  status: `array_position(array['requested', 'approved', 'completed', 'rejected'], status), created_at desc, id desc`,
}

test.group('A list of thousands', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    await db.rawQuery('set local role none')
    for (const stage of ['approved', 'completed', 'rejected'] as const) await copy(stage)
    await db.rawQuery('analyze tickets')
    return []
  })

  async function copy(stage: 'approved' | 'completed' | 'rejected') {
    const { id } = await ticketAt(stage, cast)
    const { rows } = await db.rawQuery(
      `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
        where table_name = 'tickets' and table_schema = current_schema() and is_generated = 'NEVER'
          and column_name not in ('id', 'created_at', 'updated_at', 'deadline_at', 'priority')`
    )
    const { columns } = rows[0]
    // The copies do not begin where a ticket begins, and no list asks for their facts.
    await db.rawQuery('set local session_replication_role = replica')
    await db.rawQuery(
      `insert into tickets (${columns}, created_at, updated_at, deadline_at, priority)
        select ${columns}, created_at - (n * 7919 % ${COPIES}) * interval '1 minute',
          updated_at - (n * 104729 % ${COPIES}) * interval '1 minute',
          case when n % 5 > 0 then created_at + (n * 31 % 977) * interval '1 hour' end,
          (array['low', 'medium', 'high', 'urgent'])[1 + n % 4]
        from tickets, generate_series(1, ${Math.ceil(COPIES / 3)}) n where tickets.id = :id`,
      { id }
    )
    await db.rawQuery('set local session_replication_role = origin')
  }

  const asking = (viewer: User, change: Partial<ListQuestion> = {}) => ({
    question: { tab: 'all', view: 'table', sort: 'newest', size: 25, page: 1, ...change } as never,
    viewer,
    zone: ZONE,
  })

  const expected = async (where: string, sort: ListQuestion['sort'], offset: number) => {
    const { rows } = await db.rawQuery(
      `select id from tickets where ${where} order by ${ORDERS[sort]} offset ${offset} limit 25`
    )
    return rows.map(({ id }: { id: number }) => id)
  }

  test('is walked in the order that it would be sorted in, whoever looks', async ({ assert }) => {
    // Ana manages the department that asks, Paolo works where it is done: he sees no rejected one but none of his own.
    const seen: [User, string][] = [
      [cast.admin, 'true'],
      [cast.ana, 'true'],
      [cast.paolo, `status in ('approved', 'completed')`],
    ]
    for (const [person, where] of seen) {
      const viewer = (await User.asActor(person.id))!
      const { tickets } = await estimateList(asking(viewer))
      assert.isAbove(tickets, 3000, 'long enough to be walked')
      for (const sort of SORTS) {
        for (const page of [1, 2, 40]) {
          const { question } = asking(viewer, { sort, page })
          const found = await findPage(question, viewer, ZONE)
          const label = `${person.username} ${sort} ${page}`
          assert.deepEqual(found.ids, await expected(where, sort, (page - 1) * 25), label)
          assert.isAbove(found.total, MOST_COUNTED, label)
        }
      }
    }
  })

  test('goes on from a ticket, there and back, in each order', async ({ assert }) => {
    const viewer = (await User.asActor(cast.ana.id))!
    for (const sort of SORTS) {
      const find = (change: Partial<ListQuestion>) =>
        findPage(asking(viewer, { sort, ...change }).question, viewer, ZONE)
      const first = await find({ page: 40 })
      const next = await find({ after: first.ids.at(-1) })
      assert.deepEqual(next.ids, await expected('true', sort, 1000), sort)
      const back = await find({ before: next.ids[0] })
      assert.deepEqual(back.ids, first.ids, sort)
      assert.isTrue(next.hasNext && next.hasPrevious && back.hasPrevious, sort)
    }
  })

  test('a short part of it is counted exactly, also on a page beyond its end', async ({
    assert,
  }) => {
    const viewer = (await User.asActor(cast.ana.id))!
    const rows = await db.from('tickets').where('status', 'rejected').select('id').limit(120)
    const late = { deadline_at: clock.now().minus({ hours: 1 }).toJSDate(), priority: 'urgent' }
    const ids = rows.map(({ id }) => id)
    await db.from('tickets').where('priority', 'urgent').update({ priority: 'high' })
    await db.from('tickets').whereIn('id', ids).update(late)
    await db.rawQuery('analyze tickets')
    for (const sort of SORTS) {
      const { question } = asking(viewer, { sort, priority: ['urgent'] })
      const first = await findPage(question, viewer, ZONE)
      assert.equal(first.total, 120, sort)
      const beyond = await findPage({ ...(question as ListQuestion), page: 30 }, viewer, ZONE)
      assert.deepEqual([beyond.total, beyond.ids], [120, []], sort)
    }
    assert.equal(await countList(asking(viewer, { priority: ['urgent'] })), 120)
  })
})
