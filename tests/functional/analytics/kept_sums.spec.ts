import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import clock from '#services/clock'
import type User from '#models/user'
import { countDecisions } from '#services/reports/approvals/count_decisions'
import { breakDown } from '#services/reports/breakdowns/break_down'
import { measureLatency } from '#services/reports/measure_latency'
import type { ReportAsked } from '#services/reports/narrow_facts'
import {
  addUp,
  asSums,
  MEASURE_NAMES,
  NOTHING,
  sumFacts,
  sumFactsBy,
  type Sums,
} from '#services/reports/sum_facts'
import { checkSums } from '#services/reports/sums/check_sums'
import { monthsToSum, sumMonths } from '#services/reports/sums/sum_months'
import type { Dimension } from '#services/reports/sums/kept_sums'
import { readSums } from '#services/reports/sums/read_sums'
import { sumMonth } from '#services/reports/sums/sum_month'
import { countSupport } from '#services/reports/support/count_support'
import { sumTeam } from '#services/reports/team/sum_team'
import { plant, productId, type Planted } from '#tests/support/counted'
import { makeDice, type Dice } from '#tests/support/dice'
import { makeCast, makePerson, type Cast } from '#tests/support/people'

const NOW = DateTime.fromISO('2026-11-18T04:00:00Z')
const ZONES = ['Asia/Manila', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC']
const BY = ['workflow', 'assignee_id', 'status']
const SETS: Dimension[][] = [['priority'], ['has_video', 'has_other'], ['has_items', 'product_id']]

test.group('Sums kept of past months', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    clock.freeze(NOW)
    cast = await makeCast()
    return () => clock.goOn()
  })

  const november = (viewer: User, from = '2026-06-01'): ReportAsked => ({
    question: { range: { from, to: '2026-11-18', zone: 'Asia/Manila' } },
    viewer,
  })

  test('change no figure, whatever is asked', async ({ assert }) => {
    const dice = makeDice(20_261_121)
    await decideSome(dice, await plant(await randomTickets(dice, 90, cast)), cast)
    const asked = Array.from({ length: 4 }, () => randomQuestion(dice, cast))
    const plain = await answers(asked)
    assert.isAbove(Math.max(...plain.map(({ all }) => all.total)), 15)
    for (const month of await monthsToSum()) await sumMonth(month)
    assert.deepEqual(await answers(asked), plain)
    assert.isEmpty(await monthsToSum())
    assert.deepEqual(await findings(), [])
  })

  test('are what a report is made of, until a ticket of that month changes', async ({ assert }) => {
    const createdAt = '2026-08-09T00:00:00Z'
    const [first, second] = await plant([
      ...[1, 2].map((quantity) => ({ by: cast.maria, createdAt, quantity })),
      { by: cast.maria, createdAt: '2026-11-03T00:00:00Z', quantity: 4 },
    ])
    for (const month of await monthsToSum()) await sumMonth(month)
    await db.from('ticket_sums_by_kind').where('month', '2026-08-01').update({ quantity: 100 })
    const [finding, ...others] = await findings()
    assert.match(finding, /^2026-08: the sums by .*priority.* are not those of its tickets$/)
    assert.isEmpty(others)
    const quantity = async (viewer = cast.admin, from?: string) => {
      const sums = await sumFacts(november(viewer, from))
      return sums.quantity
    }
    assert.equal(await quantity(), 104)
    assert.equal(await quantity(cast.admin, '2026-08-02'), 7, 'a part of a month is counted')
    assert.equal(await quantity(cast.maria), 7, 'so is what is one’s own')
    await db.from('tickets').where('id', first).update({ priority: 'low' })
    assert.equal(await quantity(), 7)
    assert.deepEqual(await monthsToSum(), ['2026-08-01'])
    await sumMonth('2026-08-01')
    await db.from('tickets').where('id', second).update({ deleted_at: NOW.toJSDate() })
    assert.equal(await quantity(), 5, 'the trash is not counted')
    await sumMonth('2026-08-01')
    assert.isEmpty(await monthsToSum())
    assert.equal(await quantity(), 5)
    await db
      .table('collaborators')
      .insert({ ticket_id: first, user_id: cast.kim.id, added_at: NOW.toJSDate() })
    assert.deepEqual(await monthsToSum(), ['2026-08-01'], 'whom somebody helps is counted too')
    await sumMonth('2026-08-01')
    await decideSome(makeDice(3), [first], cast)
    assert.deepEqual(await monthsToSum(), ['2026-08-01'], 'so is who decided')
    await sumMonth('2026-08-01')
    await db.from('products').where('name', 'JuanSports').update({ brand: 'Sports' })
    assert.includeMembers(await monthsToSum(), ['2026-10-01', '2026-08-01'])
    for (const month of await monthsToSum()) await sumMonth(month)
    await db.from('tickets').where('id', second).delete()
    await sumMonth('2026-08-01')
    assert.equal(await quantity(), 5)
  })

  test('know of a change also in a month that goes on again, because the clock was put back', async ({
    assert,
  }) => {
    const [ticket] = await plant([
      { by: cast.maria, createdAt: '2026-11-03T00:00:00Z', quantity: 4 },
    ])
    await sumMonth('2026-11-01')
    await db.from('tickets').where('id', ticket).update({ deleted_at: NOW.toJSDate() })
    await sumMonths()
    const range = { from: '2026-11-01', to: '2026-12-01', zone: 'UTC' }
    const { total } = await sumFacts({ question: { range }, viewer: cast.admin })
    assert.equal(total, 0)
  })
})

async function findings(): Promise<string[]> {
  const lines: string[] = []
  await checkSums((line) => lines.push(line))
  return lines
}

async function answers(all: ReportAsked[]) {
  const given: Awaited<ReturnType<typeof answer>>[] = []
  for (const asked of all) given.push(await answer(asked))
  return given
}

/** Everything that is added up, as it can be compared: fractions of seconds come in any order. */
async function answer(asked: ReportAsked) {
  const all = await sumFacts(asked)
  const by: Record<string, unknown> = {}
  for (const column of BY) by[column] = inOrder(await sumFactsBy(asked, `f.${column}`))
  const sets = new Map<string, Sums>()
  for (const { set, ...row } of await readSums(asked, MEASURE_NAMES, SETS)) {
    const key = [set, ...SETS[set].map((dimension) => row[dimension])].join()
    sets.set(key, addUp([sets.get(key) ?? NOTHING, asSums(row)]))
  }
  by.sets = inOrder(sets)
  const { product, brand, category } = await breakDown(asked)
  for (const [name, lines] of Object.entries({ product, brand, category })) {
    by[name] = inOrder(lines)
  }
  const { rows, helped } = await sumTeam(asked)
  by.latency = await measureLatency(asked)
  by.decisions = sorted(await countDecisions(asked))
  by.support = sorted(await countSupport(asked))
  by.helped = [helped, ...rows.map(({ person, helped: one }) => ({ [person.id]: one }))]
  return { all: rounded(all), by }
}

function sorted(rows: object[]) {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
}

function inOrder(sums: Map<any, Sums>) {
  return [...sums].map(([key, one]) => [String(key), rounded(one)]).sort()
}

function rounded(sums: Sums): Sums {
  const values = MEASURE_NAMES.map((name) => [name, Math.round(sums[name] * 1000) / 1000])
  return Object.fromEntries(values)
}

async function randomTickets(dice: Dice, count: number, cast: Cast): Promise<Planted[]> {
  const people = [cast.maria, cast.rico, cast.ana, await makePerson({ department: 'Sales' })]
  const hands = [cast.kim, await makePerson({ department: 'Creative' })]
  const items = [await productId('Juan365 FB VID'), await productId('Juan365 FB STATIC')]
  const product = await productId('JuanSports')
  const start = DateTime.fromISO('2026-04-27T00:00:00Z')
  return Array.from({ length: count }, () => {
    const created = start.plus({ minutes: dice.below(205 * 24 * 60) })
    const after = (hours: number) => created.plus({ hours: dice.below(hours) }).toISO()!
    const isSupport = dice.below(4) === 0
    const isAds = !isSupport && dice.below(3) === 0
    const lines = items.map((one, at) => ({
      ...{ product: one, quantity: dice.below(9) + 1 },
      criteria: at === 0 ? ('video' as const) : ('image' as const),
    }))
    return {
      type: isSupport ? dice.pick(['bug', 'billing']) : isAds ? 'ads' : 'website_banner',
      status: dice.pick(
        isSupport ? ['open', 'resolved'] : ['requested', 'in_progress', 'completed']
      ),
      priority: dice.pick(['low', 'medium', 'high', 'urgent']),
      by: dice.pick(people),
      ...(dice.below(3) > 0 && { to: dice.pick(hands), planned: dice.below(4) === 0 }),
      ...(isAds ? { items: lines.slice(dice.below(2)) } : {}),
      ...(!isAds &&
        !isSupport && { quantity: dice.below(9) + 1, product: dice.pick([product, undefined]) }),
      ...(dice.below(3) > 0 && { criteria: dice.pick(['video', 'image'] as const) }),
      revisions: dice.below(3),
      helpers: dice.pick([[], [hands[1]], [hands[1], cast.ana]]),
      createdAt: created.toISO()!,
      endedAt: after(90),
      deadlineAt: after(90),
      ...(dice.below(2) === 0 && { processingSeconds: dice.below(90_000) }),
      acknowledgeSeconds: dice.below(9000),
      departmentSeconds: dice.pick([undefined, dice.below(9000)]),
      creativeSeconds: dice.pick([undefined, dice.below(9000)]),
      ...(isSupport && {
        ...{ answeredAt: dice.pick([undefined, after(9)]), answerDueAt: after(9) },
        ...{ score: dice.pick([undefined, 2, 5]), reopened: dice.below(2) },
      }),
      deleted: dice.below(9) === 0,
    }
  })
}

/** Up to four decisions on a ticket, by whomever: some of them again on the same step, which counts a ticket once. */
async function decideSome(dice: Dice, ids: number[], cast: Cast) {
  const due = NOW.minus({ days: 9 })
  const rows = ids.flatMap((id) =>
    Array.from({ length: dice.below(5) }, () => {
      const decision = dice.pick(['approved', 'approved', 'rejected', 'skipped'])
      const by = decision === 'skipped' ? null : dice.pick([cast.ana, cast.ben, cast.admin]).id
      const decided = due.plus({ seconds: dice.below(90_000) }).toJSDate()
      return {
        ...{ ticket_id: id, step: dice.pick(['department', 'creative']), decision, user_id: by },
        ...{ channel: 'web', brief_version: 1, round: 1, due_at: due.toJSDate() },
        ...{ decided_at: decided, voided_at: decided },
      }
    })
  )
  await db.table('approvals').multiInsert(rows)
}

function randomQuestion(dice: Dice, cast: Cast): ReportAsked {
  const first = DateTime.fromISO('2026-04-20T00:00:00Z').plus({ days: dice.below(120) })
  const last = first.plus({ days: 40 + dice.below(200) })
  const range = { from: first.toISODate()!, to: last.toISODate()!, zone: dice.pick(ZONES) }
  const narrowed = dice.pick([
    ...[{}, {}, { workflow: 'creative' as const }, { department: cast.maria.departmentId }],
    ...[{ handling: cast.kim.departmentId }, { person: cast.kim.id }],
  ])
  return { question: { range, ...narrowed }, viewer: dice.pick([cast.admin, cast.ana, cast.kim]) }
}
