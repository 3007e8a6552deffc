import db from '@adonisjs/lucid/services/db'
import {
  addUp,
  asSums,
  measured,
  MEASURE_NAMES,
  NOTHING,
  type Measure,
  type Sums,
} from '#services/reports/measures'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { dimensionAt } from '#services/reports/sums/kept_sums'
import { readSums } from '#services/reports/sums/read_sums'

export { addUp, asSums, measured, MEASURE_NAMES, NOTHING, type Measure, type Sums }

/** Adds up the tickets of a report, all of them as one row. */
export async function sumFacts(
  asked: ReportAsked,
  wanted: readonly Measure[] = MEASURE_NAMES
): Promise<Sums> {
  const rows = await readSums(asked, wanted)
  return addUp(rows.map(asSums))
}

/**
 * The same by something: a column or expression over `f`.
 * @returns one entry for every value that has tickets; the key null where the expression is null
 */
export async function sumFactsBy<Key extends string | number | null>(
  asked: ReportAsked,
  by: string,
  wanted: readonly Measure[] = MEASURE_NAMES
): Promise<Map<Key, Sums>> {
  const dimension = dimensionAt(by)
  const rows = dimension
    ? await readSums(asked, wanted, [[dimension]])
    : await measured(createdFacts(asked), wanted)
        .select(db.raw(`${by} as key`))
        .groupBy('key')
  const sums = new Map<Key, Sums>()
  for (const row of rows) {
    const key = row[dimension ?? 'key'] as Key
    sums.set(key, addUp([sums.get(key) ?? NOTHING, asSums(row)]))
  }
  return sums
}
