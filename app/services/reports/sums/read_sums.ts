import db from '@adonisjs/lucid/services/db'
import {
  countedFacts,
  createdFacts,
  PRESENT,
  type ReportAsked,
} from '#services/reports/narrow_facts'
import { instantsOf } from '#services/reports/report_question'
import { measured, type Measure } from '#services/reports/measures'
import { keptMonths, withoutMonths } from '#services/reports/sums/kept_months'
import {
  columnOf,
  factOf,
  KEPT_SUMS,
  type Dimension,
  type KeptTable,
} from '#services/reports/sums/kept_sums'

/**
 * Adds up the tickets of a report by what they have in common: past months from the sums kept of them, the rest from the
 * facts. What belongs together may come in two rows, one of each.
 * @param sets the same tickets by one set of dimensions after the other
 * @returns rows with the measures, the dimensions of their set and the number of it (`set`)
 */
export async function readSums(
  asked: ReportAsked,
  wanted: readonly Measure[],
  sets: Dimension[][] = [[]]
): Promise<any[]> {
  const table = tableFor(asked, sets.flat())
  const whole = instantsOf(asked.question.range)
  const months = table ? await keptMonths(whole) : []
  if (!table || months.length === 0) {
    return bySets(measured(createdFacts(asked), wanted), sets, factOf)
  }
  const sums = countedFacts({
    ...asked,
    source: { facts: table, items: '', withTrashed: true },
  }).whereIn('f.month', months)
  for (const name of wanted) {
    sums.select(db.raw(`coalesce(sum(f.${columnOf(name)}), 0) as "${name}"`))
  }
  bySets(sums, sets, (dimension) => `f.${dimension}`)
  const rest = withoutMonths(whole, months)
  if (rest.length === 0) return sums
  const facts = countedFacts(asked).where((any: any) => {
    for (const { start, end } of rest) {
      any.orWhere((all: any) =>
        all.where('f.created_at', '>=', start).where('f.created_at', '<', end)
      )
    }
  })
  // One statement, so that a ticket that changes now is seen in both parts or in none.
  const parts = [bySets(measured(facts, wanted), sets, factOf), sums].map((part) => part.toSQL())
  const { rows } = await db.rawQuery(
    parts.map(({ sql }) => `(${sql})`).join(' union all '),
    parts.flatMap(({ bindings }) => bindings)
  )
  return rows
}

/** Where the sums are that can answer a report; none for other facts than the present, products and people who are no managers. */
function tableFor({ question, viewer, source = PRESENT }: ReportAsked, dimensions: Dimension[]) {
  const isOwn = viewer && !viewer.isAdmin && viewer.manages.length === 0
  if (source !== PRESENT || question.product || isOwn) return null
  const needed = question.person ? [...dimensions, 'assignee_id'] : dimensions
  const tables = Object.keys(KEPT_SUMS) as KeptTable[]
  return tables.find((table) => needed.every((one) => one in KEPT_SUMS[table])) ?? null
}

function bySets(query: any, sets: Dimension[][], read: (dimension: Dimension) => string): any {
  const listed = (set: Dimension[]) => set.map(read).join(', ')
  for (const dimension of new Set(sets.flat())) {
    query.select(db.raw(`${read(dimension)} as ${dimension}`))
  }
  if (sets.length === 1) {
    query.select(db.raw('0 as set'))
    return sets[0].length > 0 ? query.groupByRaw(listed(sets[0])) : query
  }
  const numbered = sets.map((set, at) => `when grouping(${listed(set)}) = 0 then ${at}`)
  return query
    .select(db.raw(`case ${numbered.join(' ')} end as set`))
    .groupByRaw(`grouping sets (${sets.map((set) => `(${listed(set)})`).join(', ')})`)
}
