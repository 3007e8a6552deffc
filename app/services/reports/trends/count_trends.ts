import db from '@adonisjs/lucid/services/db'
import { countedFacts, type ReportAsked } from '#services/reports/narrow_facts'
import type { Stretches } from '#services/reports/trends/stretches'
import { whereOpenAt } from '#services/reports/where_moments'

/** What happened in one stretch; `open` is what was not finished when it ended. */
export interface Trend {
  created: number
  done: number
  open: number
}

type Kind = 'created' | 'done' | 'ended' | 'before'

/**
 * Counts created, completed and what stayed open, stretch by stretch, in one query. The edges are instants that were
 * computed from the zone's days, so that a day of 23, 24½ or 25 hours counts as what it is.
 */
export async function countTrends(asked: ReportAsked, { edges }: Stretches): Promise<Trend[]> {
  const [first, last] = [edges[0], edges.at(-1)!]
  const by = (kind: Kind, column: string) =>
    countedFacts(asked)
      .where(column, '>=', first)
      .where(column, '<', last)
      .select(
        db.raw(`'${kind}' as kind, width_bucket(${column}, ?::timestamptz[]) as place`, [
          edges.map((edge) => edge.toISOString()),
        ] as never)
      )
      .count('* as tickets')
      .groupBy('place')
  const before = whereOpenAt(countedFacts(asked), first)
    .select(db.raw(`'before' as kind, 0 as place`))
    .count('* as tickets')
  const [came, done, ended] = [
    by('created', 'f.created_at'),
    by('done', 'f.done_at'),
    by('ended', 'f.ended_at'),
  ]
  // Wrapped, because the grouping of the first would come to stand behind the last.
  const rows: any[] = await db.from(came.as('came')).unionAll([done, ended, before])
  const counts = new Map<string, number>(
    rows.map((row: any) => [`${row.kind} ${row.place}`, Number(row.tickets)])
  )
  const count = (kind: Kind, place: number) => counts.get(`${kind} ${place}`) ?? 0
  let open = count('before', 0)
  return edges.slice(1).map((_, at) => {
    const created = count('created', at + 1)
    open += created - count('ended', at + 1)
    return { created, done: count('done', at + 1), open }
  })
}
