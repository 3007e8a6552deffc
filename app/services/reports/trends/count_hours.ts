import db from '@adonisjs/lucid/services/db'
import { askPatiently } from '#services/reports/ask_patiently'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { hourOf, weekdayOf } from '#services/reports/where_moments'

/**
 * Tickets created by weekday (1 is Monday) and hour, in the zone of the range. They are put together by quarters of an
 * hour first, on which every zone begins its hours: a year has 35,000 of them, however many tickets there are.
 */
export async function countHours(
  asked: ReportAsked
): Promise<(weekday: number, hour: number) => number> {
  const { zone } = asked.question.range
  const quarters = createdFacts(asked)
    .select(db.raw(`date_bin('15 minutes', f.created_at, '2000-01-01Z') as moment`))
    .select(db.raw('count(*) as tickets'))
    .groupBy('moment')
  const query = db
    .from(quarters.as('quarters'))
    .select(db.raw(`${weekdayOf('moment')} as weekday, ${hourOf('moment')} as hour`, [zone, zone]))
    .select(db.raw('sum(tickets)::integer as tickets'))
    .groupByRaw('1, 2')
  const rows = await askPatiently(query)
  const counts = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row.tickets as number]))
  return (weekday, hour) => counts.get(`${weekday} ${hour}`) ?? 0
}
