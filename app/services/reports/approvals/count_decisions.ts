import { decisionsBy, VERDICTS } from '#services/reports/approvals/decisions_by'
import { statePatiently } from '#services/reports/ask_patiently'
import type { ReportAsked } from '#services/reports/narrow_facts'
import { placesIn, type Numbers } from '#services/reports/places_in'
import { keptDecisions, monthsFor, stretchesBeside } from '#services/reports/sums/kept_parts'

/** Decisions on one step; tickets are counted, each once, however often it was decided. */
export interface Decisions {
  step: string
  /** Null: everybody together. */
  userId: number | null
  decided: number
  approved: number
  rejected: number
  skipped: number
  /** Seconds from due to decided, over all decisions; null when nobody decided. */
  median: number | null
  p90: number | null
}

/** A stretch of fewer days looks at few of all tickets. */
const SHORT = 100 * 86_400_000

/**
 * Decisions on the tickets of a report, by step and by step and person, in one query: past months from the sums kept of
 * them, the rest from the approvals. Voided ones are decisions too.
 */
export async function countDecisions(asked: ReportAsked): Promise<Decisions[]> {
  const months = await monthsFor(asked)
  const parts = stretchesBeside(asked, months).map(({ start, end, facts }) => ({
    facts,
    isShort: end.getTime() - start.getTime() < SHORT,
  }))
  const read: [string, any[]][] = []
  if (parts.length > 0) read.push(decisionsBy(parts))
  if (months.length > 0) read.push(keptDecisions(asked, months))
  const rows = await statePatiently(
    read.map(([sql]) => `(${sql})`).join(' union all '),
    read.flatMap(([, bindings]) => bindings)
  )
  const sums = new Map<string, Summed>()
  for (const row of rows) add(sums, row)
  // What was skipped is nobody's decision.
  return [...sums.values()].filter(({ isAll, userId }) => isAll || userId !== null).map(asDecisions)
}

interface Summed extends Omit<Decisions, 'median' | 'p90'> {
  isAll: boolean
  seconds: Numbers
}

function add(sums: Map<string, Summed>, row: any) {
  const { step, user_id: userId, seconds } = row
  const at = (isAll: boolean): Summed => {
    const key = isAll ? step : `${step} ${userId}`
    const none = { decided: 0, approved: 0, rejected: 0, skipped: 0, seconds: [] }
    if (!sums.has(key)) sums.set(key, { step, userId: isAll ? null : userId, isAll, ...none })
    return sums.get(key)!
  }
  const sum = at(row.is_all)
  for (const verdict of VERDICTS) sum[verdict] += row[verdict]
  if (row.is_all) return
  // How long it took everybody is how long it took each.
  for (const one of [sum, at(true)]) one.seconds.push(seconds)
}

function asDecisions({ isAll, seconds, ...counts }: Summed): Decisions {
  const [median, p90] = placesIn(seconds, [0.5, 0.9] as const)
  return { ...counts, median, p90 }
}
