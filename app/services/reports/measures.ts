import db from '@adonisjs/lucid/services/db'
import { FACETS, type Facet } from '#services/reports/facets'

const count = (facet: Facet) => `count(*) filter (where ${FACETS[facet]})`
const sum = (value: string, facet?: Facet) =>
  `coalesce(sum(${value})${facet ? ` filter (where ${FACETS[facet]})` : ''}, 0)`

/** Processing time of one piece, spread evenly over the pieces of its ticket; only where both are known. */
const MADE = `f.is_done and f.quantity > 0 and f.processing_seconds is not null`

/**
 * Everything that can be added up; rates and averages are made of them (rates_of.ts). Seconds are whole seconds. A new one
 * takes a column of its name in the tables of sums/kept_sums.ts.
 */
const MEASURES = {
  total: 'count(*)',
  assigned: count('assigned'),
  completed: count('done'),
  assignedCompleted: count('assigned_done'),
  inProgress: count('in_progress'),
  pending: count('pending'),
  open: count('open'),
  rejected: count('rejected'),
  quantity: sum('f.quantity'),
  allVideo: sum('f.video'),
  allImage: sum('f.image'),
  assignedQuantity: sum('f.quantity', 'assigned'),
  /** Output: pieces of what is completed. */
  output: sum('f.quantity', 'done'),
  video: sum('f.video', 'done'),
  image: sum('f.image', 'done'),
  other: sum('f.quantity - f.video - f.image', 'done'),
  revised: count('revised'),
  revisions: sum('f.revision_count'),
  timed: count('timed_done'),
  onTime: count('on_time'),
  processingSeconds: sum('f.processing_seconds', 'done'),
  processed: `count(f.processing_seconds) filter (where ${FACETS.done})`,
  acknowledgeSeconds: sum('f.acknowledge_seconds'),
  acknowledged: 'count(f.acknowledge_seconds)',
  pieceSeconds: `coalesce(sum(f.processing_seconds) filter (where ${MADE}), 0)`,
  piecesMade: `coalesce(sum(f.quantity) filter (where ${MADE}), 0)`,
  videoSeconds: `coalesce(sum(f.processing_seconds * f.video::float8 / f.quantity) filter (where ${MADE}), 0)::float8`,
  videosMade: `coalesce(sum(f.video) filter (where ${MADE}), 0)`,
  imageSeconds: `coalesce(sum(f.processing_seconds * f.image::float8 / f.quantity) filter (where ${MADE}), 0)::float8`,
  imagesMade: `coalesce(sum(f.image) filter (where ${MADE}), 0)`,
  approvalToDoneSeconds: `coalesce(sum(date_part('epoch', f.done_at - f.approved_at)) filter (where f.is_done and f.approved_at <= f.done_at), 0)::float8`,
  departmentDecided: 'count(f.department_seconds)',
  creativeDecided: 'count(f.creative_seconds)',
  approvedAndDone: `count(*) filter (where f.is_done and f.approved_at <= f.done_at)`,
} as const

export type Measure = keyof typeof MEASURES
export type Sums = Record<Measure, number>
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[]

export const NOTHING = Object.freeze(
  Object.fromEntries(MEASURE_NAMES.map((name) => [name, 0]))
) as Sums

/** Selects measures in a query over `f`. */
export function measured(query: any, wanted: readonly Measure[]): any {
  return query.select(wanted.map((name) => db.raw(`${MEASURES[name]} as "${name}"`)))
}

/** The sums in a row of a measured query. */
export function asSums(row: Record<string, unknown>): Sums {
  const sums = { ...NOTHING }
  for (const name of MEASURE_NAMES) if (row[name] !== undefined) sums[name] = Number(row[name])
  return sums
}

/** Adds sums of groups that share no ticket. */
export function addUp(all: Iterable<Sums>): Sums {
  const total = { ...NOTHING }
  for (const sums of all) for (const name of MEASURE_NAMES) total[name] += sums[name]
  return total
}
