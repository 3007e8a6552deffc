import { placesIn, type Numbers } from '#services/reports/places_in'
import { SUPPORT_COUNTS, type SupportCount } from '#services/reports/support/support_by'

/** What tickets are put together by; all of them are one more group. */
export type Group = 'department' | 'agent' | 'type' | 'all'

/** Support tickets of one department, agent or type, or all of them; seconds from the creation, null of none. */
export interface SupportFigures extends Counts {
  group: Group
  id: number | null
  answer: Quantiles
  resolution: Quantiles
}

type Counts = Record<SupportCount | 'past_answer' | 'past_resolution', number>
type Quantiles = readonly [median: number | null, p90: number | null]

interface Gathered extends Counts {
  group: Group
  id: number | null
  answer: Numbers
  resolution: Numbers
}

const ADDED = [...SUPPORT_COUNTS, 'past_answer', 'past_resolution'] as const

/** Adds up rows that were counted by department, agent and type together. */
export function gatherSupport(rows: any[]): SupportFigures[] {
  const groups = new Map<string, Gathered>()
  for (const row of rows) {
    add(groups, 'all', null, row)
    add(groups, 'department', row.handling_department_id, row)
    add(groups, 'agent', row.agent_id, row)
    add(groups, 'type', row.request_type_id, row)
  }
  return [...groups.values()].filter(({ total }) => total > 0).map(asFigures)
}

function add(groups: Map<string, Gathered>, group: Group, id: number | null, row: any) {
  const key = `${group} ${id}`
  const none = Object.fromEntries(ADDED.map((name) => [name, 0])) as Counts
  if (!groups.has(key)) groups.set(key, { ...none, group, id, answer: [], resolution: [] })
  const sums = groups.get(key)!
  for (const name of ADDED) sums[name] += row[name]
  for (const name of ['answer', 'resolution'] as const) sums[name].push(row[name])
}

function asFigures({ answer, resolution, ...counts }: Gathered): SupportFigures {
  const quantiles = (numbers: Numbers): Quantiles => placesIn(numbers, [0.5, 0.9] as const)
  return { ...counts, answer: quantiles(answer), resolution: quantiles(resolution) }
}
