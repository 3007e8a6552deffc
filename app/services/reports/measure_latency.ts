import db from '@adonisjs/lucid/services/db'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { sumFacts, type Sums } from '#services/reports/sum_facts'

/** How long decisions took, in seconds; null where nobody decided. */
export interface Latency {
  median: number | null
  /** Nine of ten were quicker. */
  p90: number | null
}

/** Steps of the approval, by the column of the facts that holds how long each took. */
const STEPS = ['department', 'creative'] as const
export type LatencyStep = (typeof STEPS)[number]

/** More than so many are walked through in their order instead of being sorted. */
const MANY = 50_000

/**
 * How long the decisions on the tickets of a report took, step by step: from when it became due.
 * @param known how many decisions there are, where they were counted already
 */
export async function measureLatency(
  asked: ReportAsked,
  known?: Pick<Sums, 'departmentDecided' | 'creativeDecided'>,
  many = MANY
): Promise<Record<LatencyStep, Latency>> {
  const sums = known ?? (await sumFacts(asked, ['departmentDecided', 'creativeDecided']))
  const counts = { department: sums.departmentDecided, creative: sums.creativeDecided }
  if (Math.max(...Object.values(counts)) > many) return walkTo(asked, counts)
  const [row] = await createdFacts(asked).select(
    STEPS.map((step) =>
      db.raw(
        `percentile_cont(array[0.5, 0.9]) within group (order by f.${step}_seconds) as ${step}`
      )
    )
  )
  const latency = ([median, p90]: (number | null)[] = [null, null]) => ({ median, p90 })
  return {
    department: latency(row.department ?? undefined),
    creative: latency(row.creative ?? undefined),
  }
}

/** The same by walking to the places through the index of each step: to the middle from below, to the slow from above. */
async function walkTo(asked: ReportAsked, counts: Record<LatencyStep, number>) {
  const places = STEPS.flatMap((step) => [
    { step, share: 0.5, order: 'asc' as const },
    { step, share: 0.9, order: 'desc' as const },
  ]).map((place) => ({ ...place, rank: place.share * Math.max(0, counts[place.step] - 1) }))
  const parts = places.map(({ step, order, rank }) => {
    const offset = order === 'asc' ? Math.floor(rank) : counts[step] - 1 - Math.ceil(rank)
    return createdFacts(asked)
      .whereNotNull(`f.${step}_seconds`)
      .select(`f.${step}_seconds`)
      .orderBy(`f.${step}_seconds`, order)
      .offset(Math.max(0, offset))
      .limit(2)
      .toSQL()
  })
  const { rows } = await db.rawQuery(
    `select ${parts.map(({ sql }, at) => `array(${sql}) as place_${at}`).join(', ')}`,
    parts.flatMap(({ bindings }) => bindings)
  )
  const [department, p90OfDepartment, creative, p90OfCreative] = places.map(
    ({ order, rank }, at) => {
      const found: string[] = rows[0][`place_${at}`]
      if (found.length === 0) return null
      const [low, high] = found.map(Number).sort((a, b) => a - b)
      const share = rank - Math.floor(rank)
      // A place that is no fraction is one value: the first on the way.
      if (share === 0 || high === undefined) return order === 'asc' ? low : (high ?? low)
      return low + (high - low) * share
    }
  )
  return {
    department: { median: department, p90: p90OfDepartment },
    creative: { median: creative, p90: p90OfCreative },
  }
}
