import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Product from '#models/product'
import { breakdownTables } from '#services/reports/breakdowns/breakdown_tables'
import type { ReportFilter } from '#services/reports/report_question'
import type { ReportTable } from '#services/reports/report_table'
import { summarise } from '#services/reports/summarise'
import { sumFacts, type Measure, type Sums } from '#services/reports/sum_facts'
import { teamTables } from '#services/reports/team/team_tables'
import { plant } from '#tests/support/counted'
import { contextOf } from '#tests/support/counted_lists'
import { listedCounts, strayFigures } from '#tests/support/listed_counts'
import { makeCast, type Cast } from '#tests/support/people'
import { makeTraps, randomTickets } from '#tests/support/random_tickets'

/** Their rows share no ticket. */
const APART = ['priority', 'type', 'department', 'handling', 'team', 'output']
/** A ticket may stand in several of their rows, a piece never does. */
const SHARED = ['criteria', 'product', 'brand']
const TICKETS: Measure[] = ['total', 'assigned', 'completed', 'inProgress', 'pending']
const PIECES: Measure[] = ['quantity', 'assignedQuantity', 'output', 'video', 'image', 'other']
/** Columns that count tickets; `helped` is not a sum. */
const COUNTING = [...TICKETS, 'helped']
const RANGE: ReportFilter = { range: 'quarter' }

const of = (table: ReportTable, key: string) => {
  const at = table.columns.findIndex((column) => column.key === key)
  return at === -1 ? null : table.rows.map(({ cells }) => Number(cells[at].value))
}
const lastOf = (table: ReportTable, key: string) =>
  Number(table.total!.cells[table.columns.findIndex((column) => column.key === key)].value)
const added = (values: number[]) => values.reduce((sum, value) => sum + value, 0)

/** What does not add up to the sums of the summary, in words. */
function astray(table: ReportTable, all: Sums): string[] {
  const wrong = (key: string, found: number, wanted: number) =>
    found === wanted ? [] : [`${table.key}.${key}: ${found}, not ${wanted}`]
  const exact = [...PIECES, ...(APART.includes(table.key) ? TICKETS : [])]
  const shown = (keys: Measure[]) => keys.filter((key) => of(table, key))
  return [
    ...shown(exact).flatMap((key) => wrong(key, added(of(table, key)!), all[key])),
    ...shown([...PIECES, ...TICKETS]).flatMap((key) => wrong(key, lastOf(table, key), all[key])),
    ...shown(TICKETS).flatMap((key) =>
      added(of(table, key)!) < all[key] ? [`${table.key}.${key} misses some`] : []
    ),
    ...splits(table),
  ]
}

/** Rows in which video, image and other are not the output. */
function splits(table: ReportTable): string[] {
  const [output, video, image, other] = ['output', 'video', 'image', 'other'].map((key) =>
    of(table, key)
  )
  if (!output || !video) return []
  return table.rows
    .filter((_, at) => output[at] !== video[at] + image![at] + other![at])
    .map(({ label }) => `${table.key}, ${label}: the parts are not the output`)
}

test.group('Totals of random tickets', (group) => {
  let cast: Cast
  let filters: Record<string, ReportFilter>
  group.setup(async () => {
    const rollBack = await testUtils.db().wrapInGlobalTransaction()
    cast = await makeCast()
    const { parent } = await makeTraps()
    const people = [cast.maria, cast.kim, cast.joy, cast.paolo, cast.rico, cast.ana]
    await plant(await randomTickets(6, 160, people))
    const { id: product } = await Product.findByOrFail('name', 'DIGI ADS FB VID')
    filters = {
      none: {},
      workflow: { workflow: 'creative' },
      department: { department: cast.maria.departmentId },
      handling: { handling: cast.kim.departmentId },
      type: { type: parent },
      product: { product },
      person: { person: cast.kim.id },
    }
    return rollBack
  })

  async function load(viewer: Cast[keyof Cast], filter: ReportFilter) {
    const context = await contextOf(viewer, { ...RANGE, ...filter })
    const [team, breakdowns] = [await teamTables(context), await breakdownTables(context)]
    return { context, team, breakdowns, all: await sumFacts(context) }
  }

  test('every breakdown and the team add up to the summary, with every filter and for everybody', async ({
    assert,
  }) => {
    const asked = [
      ...Object.keys(filters).map((name) => [cast.admin, name] as const),
      ...['none', 'workflow'].flatMap((name) => [
        [cast.ben, name] as const,
        [cast.kim, name] as const,
      ]),
    ]
    for (const [viewer, name] of asked) {
      const { team, breakdowns, all } = await load(viewer, filters[name])
      const known = [...APART, ...SHARED]
      const tables = [...team, ...breakdowns].filter(({ key }) => known.includes(key))
      const who = `${viewer.username}, ${name}`
      assert.isAbove(all.total, 0, who)
      assert.deepEqual(
        tables.flatMap((table) => astray(table, all)),
        [],
        who
      )
    }
  })

  for (const name of ['none', 'type', 'product', 'person']) {
    test('every figure leads to the list with exactly that many: {$self}')
      .with([name])
      .run(async ({ assert }) => {
        const viewer = name === 'none' ? cast.ben : cast.admin
        const { context, team, breakdowns } = await load(viewer, filters[name])
        assert.deepEqual(await strayFigures([...team, ...breakdowns], COUNTING, context), [])
      })
  }

  test('so do the figures of the summary, for somebody who sees more than is counted for him', async ({
    assert,
  }) => {
    const context = await contextOf(cast.kim, RANGE)
    const { cards, sums } = await summarise(context)
    const listed = await listedCounts(
      cards.map(({ href }) => href),
      context
    )
    const behind = (key: string) => listed.get(cards.find((card) => card.key === key)!.href)
    const expected: [string, Measure][] = [
      ...(['total', 'assigned', 'completed', 'revised'] as const).map((key): [string, Measure] => [
        key,
        key,
      ]),
      ['completionRate', 'assignedCompleted'],
      ['onTimeRate', 'onTime'],
      ['processingSeconds', 'processed'],
      ['acknowledgeSeconds', 'acknowledged'],
    ]
    for (const [key, measure] of expected) assert.equal(behind(key), sums[measure], key)
    assert.isAbove(sums.total, 0)
  })
})
