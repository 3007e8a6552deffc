import db from '@adonisjs/lucid/services/db'
import { statePatiently } from '#services/reports/ask_patiently'
import { countedFacts, type ReportAsked } from '#services/reports/narrow_facts'
import type { Stretches } from '#services/reports/trends/stretches'
import { hourOf, weekdayOf } from '#services/reports/where_moments'

/** What happened in one stretch; `open` is what was not finished when it ended. */
export interface Trend {
  created: number
  done: number
  open: number
}

export interface Trends {
  all: Trend[]
  /** Tickets created on a weekday (1 is Monday) in an hour, in the zone of the range. */
  createdAt: (weekday: number, hour: number) => number
}

/**
 * Counts created, completed and what stayed open, stretch by stretch, and when they were created, in one query that sees
 * each ticket once. They are put together by the longest spans of time first that no edge cuts, at most an hour where hours
 * are asked for: a year has 8,760 of them, however many tickets there are, and 35,000 where a zone begins its hours at a
 * quarter. The edges are instants that were computed from the zone's days, so that a day of 23, 24½ or 25 hours counts as
 * what it is. What was open before is what is open now without what came since
 * and with what ended since.
 */
export async function countTrends(asked: ReportAsked, { edges }: Stretches): Promise<Trends> {
  const { zone } = asked.question.range
  const came = bySpan(asked, 'f.created_at', edges[0], longestOf(SPANS.slice(1), edges))
  const ended = bySpan(asked, 'f.ended_at', edges[0], longestOf(SPANS, edges))
  const open = countedFacts(asked)
    .whereRaw('f.is_open')
    .select(db.raw('count(*)::integer as tickets'))
    .toSQL()
  const instants = edges.map((edge) => edge.toISOString())
  const rows = await statePatiently(
    `with came as materialized (${came.sql}), ended as materialized (${ended.sql})
     select 'created' as kind, ${PLACE}, null::integer as hour, ${COUNTS} from came group by 2
     union all select 'ended', ${PLACE}, null, ${COUNTS} from ended group by 2
     union all select 'open', 0, null, tickets, 0 from (${open.sql}) now
     union all select 'hour', ${weekdayOf('moment')}, ${hourOf('moment')}, ${COUNTS}
       from came where moment < ? group by 2, 3`,
    [
      ...[...came.bindings, ...ended.bindings, instants, instants, ...open.bindings],
      ...[zone, zone, edges.at(-1)!.toISOString()],
    ]
  )
  return { all: accumulate(edges, rows), createdAt: byHour(rows) }
}

const PLACE = 'width_bucket(moment, ?::timestamptz[]) as place'
const COUNTS = 'sum(tickets)::integer as tickets, sum(done)::integer as done'

/** In minutes; every zone begins its hours at a quarter of one. */
const SPANS = [1440, 60, 30, 15]

/** The longest of these spans that is never cut by an edge, when they are counted from the first one. */
function longestOf(spans: number[], edges: Date[]): number {
  const fits = (span: number) =>
    edges.every((edge) => (edge.getTime() - edges[0].getTime()) % (span * 60_000) === 0)
  return spans.find(fits) ?? spans.at(-1)!
}

/** What is done has ended when it was done. */
function bySpan(asked: ReportAsked, column: string, from: Date, minutes: number) {
  const span = `date_bin('${minutes} minutes', ${column}, ?::timestamptz) as moment`
  return countedFacts(asked)
    .where(column, '>=', from)
    .select(db.raw(span, [from.toISOString()]))
    .select(db.raw('count(*) as tickets'))
    .select(
      db.raw(column === 'f.ended_at' ? 'count(*) filter (where f.is_done) as done' : '0 as done')
    )
    .groupBy('moment')
    .toSQL()
}

function accumulate(edges: Date[], rows: any[]): Trend[] {
  const of = (kind: string) =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.place, row]))
  const [came, went] = [of('created'), of('ended')]
  const since = (counts: Map<number, any>) =>
    [...counts.values()].reduce((sum, { tickets }) => sum + tickets, 0)
  let open: number = of('open').get(0).tickets - since(came) + since(went)
  return edges.slice(1).map((_, index) => {
    const [created, ended] = [came, went].map((counts) => counts.get(index + 1))
    open += (created?.tickets ?? 0) - (ended?.tickets ?? 0)
    return { created: created?.tickets ?? 0, done: ended?.done ?? 0, open }
  })
}

function byHour(rows: any[]): Trends['createdAt'] {
  const hours = rows.filter(({ kind }) => kind === 'hour')
  const counts = new Map(hours.map((row) => [`${row.place} ${row.hour}`, row.tickets as number]))
  return (weekday, hour) => counts.get(`${weekday} ${hour}`) ?? 0
}
