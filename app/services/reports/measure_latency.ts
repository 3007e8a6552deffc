import db from '@adonisjs/lucid/services/db'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'

/** How long decisions took, in seconds; null where nobody decided. */
export interface Latency {
  median: number | null
  /** Nine of ten were quicker. */
  p90: number | null
}

/** Steps of the approval, by the column of the facts that holds how long each took. */
const STEPS = ['department', 'creative'] as const
export type LatencyStep = (typeof STEPS)[number]

/** How long the decisions on the tickets of a report took, step by step: from when it became due. */
export async function measureLatency(asked: ReportAsked): Promise<Record<LatencyStep, Latency>> {
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
