import db from '@adonisjs/lucid/services/db'
import { statePatiently } from '#services/reports/ask_patiently'
import type { ReportAsked } from '#services/reports/narrow_facts'
import { placesIn } from '#services/reports/places_in'
import { factsLeft, keptSums, monthsFor } from '#services/reports/sums/kept_parts'

/** How long decisions took, in seconds; null where nobody decided. */
export interface Latency {
  median: number | null
  /** Nine of ten were quicker. */
  p90: number | null
}

/** Steps of the approval, by the column of the facts that holds how long each took. */
const STEPS = ['department', 'creative'] as const
export type LatencyStep = (typeof STEPS)[number]

/** How long each took one behind the other (places_in), by step; sums of months keep the same. */
export const LATENCIES = STEPS.map((step) => `${step}_seconds`)

/** How long the decisions on the tickets of a report took, step by step: from when it became due. */
export async function measureLatency(asked: ReportAsked): Promise<Record<LatencyStep, Latency>> {
  const months = await monthsFor(asked)
  const parts = []
  const left = factsLeft(asked, months)
  if (left) parts.push(latencies(left))
  if (months.length > 0) {
    const kept = keptSums(asked, 'ticket_sums_of_latencies', months)
    for (const name of LATENCIES) {
      kept.select(db.raw(`string_agg(f.${name}, ''::bytea) as ${name}`))
    }
    parts.push(kept)
  }
  const asSql = parts.map((part) => part.toSQL())
  const rows = await statePatiently(
    asSql.map(({ sql }) => `(${sql})`).join(' union all '),
    asSql.flatMap(({ bindings }) => bindings)
  )
  const latency = (step: LatencyStep): Latency => {
    const numbers = rows.map((row) => row[`${step}_seconds`])
    const [median, p90] = placesIn(numbers, [0.5, 0.9] as const)
    return { median, p90 }
  }
  return { department: latency('department'), creative: latency('creative') }
}

/** Selects the lengths of decisions in a query over facts `f`. */
export function latencies(facts: any): any {
  return facts.select(
    LATENCIES.map((name) =>
      db.raw(`string_agg(int4send(f.${name}::integer), ''::bytea) as ${name}`)
    )
  )
}
