import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { breakdownTables } from '#services/reports/breakdowns/breakdown_tables'
import type { ReportTable } from '#services/reports/report_table'
import { NOTHING, type Sums } from '#services/reports/sum_facts'
import { rankTeam } from '#services/reports/team/rank_team'
import { teamTables } from '#services/reports/team/team_tables'
import { plant, plantReference } from '#tests/support/counted'
import { contextOf, figuresOf, listed } from '#tests/support/counted_lists'
import { look, open, queriesOf, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

const keyed = (tables: ReportTable[]) => new Map(tables.map((table) => [table.key, table]))
const lastOf = ({ total }: ReportTable) => total!.cells.map(({ value }) => value)
const placesOf = ({ rows }: ReportTable) =>
  rows.map(({ label, cells }) => [label, ...cells.slice(0, 2).map(({ value }) => value)])

test.group('Team and breakdowns of the reference vector', (group) => {
  let cast: Cast
  group.setup(async () => {
    const rollBack = await testUtils.db().wrapInGlobalTransaction()
    cast = await makeCast()
    await plantReference(cast.maria, [cast.kim, cast.joy, cast.paolo])
    return rollBack
  })

  test('a row a person adds up to the tickets of all; who helps stands apart', async ({
    assert,
  }) => {
    const tables = keyed(await teamTables(await contextOf(cast.admin)))
    const team = tables.get('team')!
    assert.deepEqual(figuresOf(team, 'Kim Test'), [3, 21, 2, 66.7, 1, 0, 0, 0])
    assert.deepEqual(figuresOf(team, 'Joy Test'), [3, 16, 3, 100, 0, 0, 0, 0])
    assert.deepEqual(figuresOf(team, 'Paolo Test'), [0, 0, 0, null, 0, 0, 1, 6])
    assert.deepEqual(figuresOf(team, 'Assigned to nobody: 1'), [0, 0, 0, null, 0, 0, 0, 0])
    assert.deepEqual(lastOf(team), [6, 37, 5, 83.3, 1, 0, 1, 6])
    const output = tables.get('output')!
    assert.deepEqual(figuresOf(output, 'Kim Test').slice(0, 4), [17, 7, 10, 0])
    assert.deepEqual(figuresOf(output, 'Joy Test').slice(0, 4), [16, 11, 3, 2])
    assert.deepEqual(lastOf(output).slice(0, 4), [33, 18, 13, 2])
    assert.deepEqual(placesOf(tables.get('most-video')!), [
      ['Joy Test', 1, 11],
      ['Kim Test', 2, 7],
    ])
    assert.deepEqual(placesOf(tables.get('most-image')!), [
      ['Kim Test', 1, 10],
      ['Joy Test', 2, 3],
    ])
  })

  test('who made as much shares a place, and a shared last place is shown in full', ({
    assert,
  }) => {
    const made = { Ana: 5, Ben: 7, Cora: 5, Dan: 5, Eva: 2, Fe: 0 }
    const rows = Object.entries(made).map(([fullName, output]) => ({
      person: { fullName } as Cast['kim'],
      sums: { ...NOTHING, output } as Sums,
      helped: { count: 0, quantity: 0 },
    }))
    const team = { rows, nobodys: NOTHING, all: NOTHING, helped: { count: 0, quantity: 0 } }
    const ranked = rankTeam(team, 'output', 3).map(({ rank, row }) => [rank, row.person.fullName])
    assert.deepEqual(ranked, [
      [1, 'Ben'],
      [2, 'Ana'],
      [2, 'Cora'],
      [2, 'Dan'],
    ])
    assert.lengthOf(rankTeam(team, 'output'), 5)
  })

  test('breakdowns count as written: pieces once, tickets in each of what they hold', async ({
    assert,
  }) => {
    const tables = keyed(await breakdownTables(await contextOf(cast.admin)))
    const all = [7, 5, 41, 33]
    for (const key of [
      'priority',
      'type',
      'criteria',
      'product',
      'brand',
      'department',
      'handling',
    ]) {
      assert.deepEqual(lastOf(tables.get(key)!).slice(0, 4), all, key)
    }
    const type = tables.get('type')!
    const outputs = type.rows.map(({ label, cells }) => [label, cells[3].value])
    assert.sameDeepMembers(outputs, [
      ['Socmed Posting', 10],
      ['Ads', 8],
      ['Telegram Official Channel', 7],
      ['Website Banner (H5 & WEB)', 6],
      ['Other', 2],
    ])
    const criteria = tables.get('criteria')!
    assert.deepEqual(figuresOf(criteria, 'Video'), [3, 3, 18, 18])
    assert.deepEqual(figuresOf(criteria, 'Image'), [4, 2, 21, 13])
    assert.deepEqual(figuresOf(criteria, 'Other'), [1, 1, 2, 2])
    const ads = tables.get('ads')!
    assert.deepEqual(figuresOf(ads, 'Juan365 FB VID'), [1, 1, 5, 5, 5, 0, 0])
    assert.deepEqual(figuresOf(ads, 'Juan365 FB STATIC'), [1, 1, 3, 3, 0, 3, 0])
    assert.deepEqual(lastOf(ads), [1, 1, 8, 8, 5, 3, 0])
    const brand = tables.get('brand')!
    assert.deepEqual(figuresOf(brand, 'Juan365').slice(0, 4), [2, 2, 15, 15])
    assert.deepEqual(figuresOf(brand, 'Without a product').slice(0, 4), [5, 3, 26, 18])
  })

  test('the pages show them, and a figure opens its list', async ({ assert }) => {
    const admin = await visit(cast.admin)
    const team = await admin.get('/analytics/team')
    assert.equal(team.status, 200)
    assert.include(team.text, 'Assigned to nobody: 1')
    const breakdowns = await admin.get('/analytics/breakdowns')
    const brand = breakdowns.text.match(/href="(\/tickets[^"]*brand=Juan365[^"]*)">2<\/a>/)![1]
    assert.equal(await listed(admin, brand.replaceAll('&amp;', '&')), 2)
  })

  test('everybody gets the figures of his own tickets; who has none reads that there are none', async ({
    assert,
  }) => {
    const [team] = await teamTables(await contextOf(cast.kim))
    assert.equal(lastOf(team)[0], 3)
    const [ofManager] = await teamTables(await contextOf(cast.ana))
    assert.equal(lastOf(ofManager)[0], 6)
    for (const tab of ['team', 'breakdowns']) {
      const page = await look(cast.rico, `/analytics/${tab}`)
      assert.include(page, 'None in this range.')
      assert.notInclude(page, 'Kim Test</a>')
    }
    const summary = await look(cast.rico, '/analytics')
    assert.include(summary, 'none')
    assert.notMatch(summary, /NaN|0\.0 %/)
  })

  test('a page asks the database as often for seven tickets as for one', async ({ assert }) => {
    await plant([{ by: cast.rico, to: cast.joy, status: 'completed', quantity: 1 }])
    for (const tab of ['/team', '/breakdowns']) {
      // Settings are read anew every few seconds: the least of three is what the page itself asks.
      const least = async (who: typeof cast.rico) => {
        const counts: number[] = []
        for (let at = 0; at < 3; at += 1)
          counts.push(queriesOf(await open(who, `/analytics${tab}`)))
        return Math.min(...counts)
      }
      assert.equal(await least(cast.maria), await least(cast.rico), tab)
    }
  })

  test('filters that cannot be read are refused in words', async ({ assert }) => {
    const admin = await visit(cast.admin)
    const bad = [
      'team?person=abc',
      'breakdowns?product=-1',
      'team?range=century',
      'team?person=1.5',
    ]
    const lists = ['only_type=x', 'product_too=0', `brand=${'b'.repeat(101)}`, 'is=nothing']
    const addresses = [
      ...bad.map((query) => `/analytics/${query}`),
      ...lists.map((query) => `/tickets?tab=all&${query}`),
    ]
    for (const address of addresses) {
      assert.equal(await statusOf(admin.get(address)), 422, address)
    }
    assert.equal(await statusOf(admin.get("/tickets?tab=all&brand='%25;--")), 200)
  })
})
