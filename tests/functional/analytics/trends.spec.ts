import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import { forget } from '#services/dashboard/remember'
import { patiently } from '#services/reports/ask_patiently'
import { tablesOfTab } from '#services/reports/tables_of_tab'
import { trendTables } from '#services/reports/trends/trend_tables'
import { plant } from '#tests/support/counted'
import { contextOf, differing, figuresOf, liveIn } from '#tests/support/counted_lists'
import { queriesOf, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { visit, type Visitor } from '#tests/support/visitor'

const NOON = DateTime.fromISO('2026-11-18T04:00:00Z')

test.group('Trends', (group) => {
  let cast: Cast
  let admin: Visitor
  shareDesk(group, async () => {
    clock.freeze(NOON)
    cast = await makeCast()
    await liveIn('Asia/Manila', cast.admin, cast.ana, cast.kim)
    await plant([
      // Came before and is still there; came before and went within the days.
      { by: cast.maria, createdAt: '2026-10-20T02:00:00Z' },
      {
        ...{ by: cast.maria, createdAt: '2026-10-21T02:00:00Z' },
        ...{ status: 'completed', endedAt: '2026-11-03T02:00:00Z' },
      },
      // The third of November in Manila, a Tuesday, at seven and eight.
      { by: cast.maria, createdAt: '2026-11-02T23:30:00Z' },
      {
        ...{ by: cast.rico, createdAt: '2026-11-03T00:30:00Z' },
        ...{ status: 'rejected', endedAt: '2026-11-04T02:00:00Z' },
      },
      { by: cast.maria, createdAt: '2026-11-03T01:00:00Z', deleted: true },
    ])
    return cast
  })
  group.each.setup(async () => {
    clock.freeze(NOON)
    admin = await visit(cast.admin)
  })

  test('counts what came, went and stayed day by day, as their lists do', async ({ assert }) => {
    const context = await contextOf(cast.admin, { from: '2026-11-02', to: '2026-11-05' })
    const [flow, backlog] = await trendTables(context)
    assert.deepEqual(
      flow.rows.map(({ cells }) => cells.map(({ value }) => value)),
      [
        [0, 0],
        [2, 1],
        [0, 0],
        [0, 0],
      ]
    )
    assert.deepEqual(
      backlog.rows.map(({ cells }) => cells[0].value),
      [2, 3, 2, 2]
    )
    assert.deepEqual(await differing(cast.admin, flow), [])
    assert.deepEqual(await differing(cast.admin, backlog), [])
  })

  test('says when people ask, each hour with its list', async ({ assert }) => {
    const [, , hours] = await trendTables(await contextOf(cast.admin))
    assert.deepEqual(figuresOf(hours, '07:00'), [0, 1, 0, 0, 0, 0, 0, 1])
    assert.deepEqual(figuresOf(hours, '08:00'), [0, 1, 0, 0, 0, 0, 0, 1])
    assert.equal(hours.total!.cells.at(-1)!.value, 2)
    assert.deepEqual(await differing(cast.admin, { ...hours, rows: hours.rows.slice(7, 9) }), [])
  })

  test('knows nothing of days to come', async ({ assert }) => {
    const context = await contextOf(cast.admin, { from: '2026-11-18', to: '2026-11-20' })
    const [flow, backlog] = await trendTables(context)
    assert.deepEqual(
      flow.rows.map(({ cells }) => cells[0].value),
      [0, null, null]
    )
    assert.equal(backlog.rows[2].cells[0].value, null)
  })

  test('goes by weeks and months where days would be too many', async ({ assert }) => {
    const { cells, label } = await firstOf(cast, '2026-08-05', '2026-11-08')
    assert.equal(label, '5 to 9 Aug 2026')
    assert.equal(cells[0].value, 0)
    const month = await firstOf(cast, '2024-11-18', '2026-11-18')
    assert.equal(month.label, 'November 2024')
  })

  test('stands on the page for each with his own, in few queries', async ({ assert }) => {
    const page = await admin.get('/analytics/trends?range=custom&from=2026-11-02&to=2026-11-05')
    assert.equal(page.status, 200)
    assert.include(page.text, 'Created and completed')
    assert.include(page.text, 'Asia/Manila')
    // What is kept for seconds is asked for again, as for the first one.
    forget()
    const year = await admin.get('/analytics/trends?from=2025-11-02&to=2026-11-05')
    assert.isAtMost(queriesOf(year), queriesOf(page))
    const [flow] = await trendTables(await contextOf(cast.ana))
    assert.equal(flow.total!.cells[0].value, 1)
    assert.deepEqual(await differing(cast.ana, flow), [])
    const [none, , hours] = await trendTables(await contextOf(cast.kim))
    assert.equal(none.total!.cells[0].value, 0)
    assert.lengthOf(hours.rows, 0)
  })

  test('refuses what cannot be read', async ({ assert }) => {
    for (const query of [
      'weekday=8',
      'hour=24',
      'open_at=2026-13-01',
      'score=6',
      'verdict=maybe',
    ]) {
      assert.equal(await statusOf(admin.get(`/tickets?tab=all&${query}`)), 422, query)
    }
    const reversed = await admin.get('/analytics/trends?from=2026-11-05&to=2026-11-02')
    assert.equal(reversed.status, 422)
    assert.include(reversed.text, 'The last day lies before the first.')
    assert.include(reversed.text, 'value="2026-11-05"')
    const century = await admin.get('/analytics/trends?from=2001-01-01&to=2100-01-01')
    assert.include(century.text, 'A report looks at 10 years at most.')
  })

  test('says so when counting takes too long, with the days as typed', async ({
    assert,
    cleanup,
  }) => {
    const { team } = tablesOfTab
    cleanup(() => {
      tablesOfTab.team = team
    })
    const sleep = async (trx: TransactionClientContract) => {
      await trx.rawQuery('set local statement_timeout = 20')
      await trx.rawQuery('select pg_sleep(5)')
      return []
    }
    for (const slow of [() => patiently(sleep), () => db.transaction(sleep)]) {
      tablesOfTab.team = slow
      const page = await admin.get('/analytics/team?from=2026-11-05&to=2026-11-06')
      assert.equal(page.status, 422)
      assert.include(page.text, 'These days hold too many tickets to count them now.')
      assert.include(page.text, 'value="2026-11-05"')
    }
  })
})

async function firstOf(cast: Cast, from: string, to: string) {
  const [flow] = await trendTables(await contextOf(cast.admin, { from, to }))
  return flow.rows[0]
}
