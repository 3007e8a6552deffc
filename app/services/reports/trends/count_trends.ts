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
 * each ticket once. They are put together by quarters of an hour first, on which every zone begins its hours: a year has
 * 35,000 of them, however many tickets there are. The edges are instants that were computed from the zone's days, so that
 * a day of 23, 24½ or 25 hours counts as what it is. What was open before is what is open now without what came since
 * and with what ended since.
 */
export async function countTrends(asked: ReportAsked, { edges }: Stretches): Promise<Trends> {
  const { zone } = asked.question.range
  const came = byQuarter(asked, 'f.created_at', edges[0])
  const ended = byQuarter(asked, 'f.ended_at', edges[0])
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

/** What is done has ended when it was done. */
function byQuarter(asked: ReportAsked, column: string, from: Date) {
  return countedFacts(asked)
    .where(column, '>=', from)
    .select(db.raw(`date_bin('15 minutes', ${column}, '2000-01-01Z') as moment`))
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
