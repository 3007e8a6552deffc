import db from '@adonisjs/lucid/services/db'
import { askPatiently } from '#services/reports/ask_patiently'
import {
  countedFacts,
  createdFacts,
  within,
  type ReportAsked,
} from '#services/reports/narrow_facts'
import type { Stretches } from '#services/reports/trends/stretches'
import { whereOpenAt } from '#services/reports/where_moments'

/** What happened in one stretch; `open` is what was not finished when it ended. */
export interface Trend {
  created: number
  done: number
  open: number
}

/**
 * Counts created, completed and what stayed open, stretch by stretch, in one query. The edges are instants that were
 * computed from the zone's days, so that a day of 23, 24½ or 25 hours counts as what it is.
 */
export async function countTrends(asked: ReportAsked, { edges }: Stretches): Promise<Trend[]> {
  const ended = within(countedFacts(asked), 'f.ended_at', asked.question.range)
  const before = whereOpenAt(countedFacts(asked), edges[0])
    .select(db.raw(`'before' as kind, 0 as place`))
    .select(db.raw(COUNTS))
  const created = byStretch(createdFacts(asked), 'created', 'f.created_at', edges)
  // Wrapped, because the grouping of the first would come to stand behind the last.
  const query = db
    .from(created.as('came'))
    .unionAll([byStretch(ended, 'ended', 'f.ended_at', edges), before])
  return accumulate(edges, await askPatiently(query))
}

/** What is done has ended when it was done. */
const COUNTS = 'count(*)::integer as tickets, count(*) filter (where f.is_done)::integer as done'

function byStretch(query: any, kind: string, column: string, edges: Date[]): any {
  const instants = edges.map((edge) => edge.toISOString())
  return query
    .select(
      db.raw(`'${kind}' as kind, width_bucket(${column}, ?::timestamptz[]) as place`, [
        instants,
      ] as never)
    )
    .select(db.raw(COUNTS))
    .groupBy('place')
}

function accumulate(edges: Date[], rows: any[]): Trend[] {
  const at = (kind: string, place: number) =>
    rows.find((row) => row.kind === kind && row.place === place) ?? { tickets: 0, done: 0 }
  let open: number = at('before', 0).tickets
  return edges.slice(1).map((_, index) => {
    const [created, ended] = [at('created', index + 1), at('ended', index + 1)]
    open += created.tickets - ended.tickets
    return { created: created.tickets, done: ended.done, open }
  })
}
