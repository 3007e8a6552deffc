import db from '@adonisjs/lucid/services/db'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { instantsOf } from '#services/reports/report_question'
import { measured, type Measure } from '#services/reports/measures'
import { keptMonths } from '#services/reports/sums/kept_months'
import { factsBeside, isKept, keptSums } from '#services/reports/sums/kept_parts'
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
  const months = table ? await keptMonths(instantsOf(asked.question.range)) : []
  if (!table || months.length === 0) {
    return bySets(measured(createdFacts(asked), wanted), sets, factOf)
  }
  const kept = summed(keptSums(asked, table, months), wanted)
  bySets(kept, sets, (dimension) => `f.${dimension}`)
  const rest = factsBeside(asked, months)
  if (!rest) return kept
  // One statement, so that a ticket that changes now is seen in both parts or in none.
  const parts = [bySets(measured(rest, wanted), sets, factOf), kept].map((part) => part.toSQL())
  const { rows } = await db.rawQuery(
    parts.map(({ sql }) => `(${sql})`).join(' union all '),
    parts.flatMap(({ bindings }) => bindings)
  )
  return rows
}

/** Selects measures in a query over sums. */
export function summed(query: any, wanted: readonly Measure[]): any {
  return query.select(
    wanted.map((name) => db.raw(`coalesce(sum(f.${columnOf(name)}), 0) as "${name}"`))
  )
}

/** Where the sums are that can answer a report by these dimensions. */
function tableFor(asked: ReportAsked, dimensions: Dimension[]): KeptTable | null {
  if (!isKept(asked)) return null
  const needed = asked.question.person ? [...dimensions, 'assignee_id'] : dimensions
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
