import db from '@adonisjs/lucid/services/db'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { HOUR, WEEKDAY } from '#services/reports/where_moments'

/** Tickets created by weekday (1 is Monday) and hour, in the zone of the range; only what there is. */
export async function countHours(
  asked: ReportAsked
): Promise<(weekday: number, hour: number) => number> {
  const { zone } = asked.question.range
  const rows = await createdFacts(asked)
    .select(db.raw(`${WEEKDAY} as weekday, ${HOUR} as hour`, [zone, zone]))
    .count('* as tickets')
    .groupBy('weekday', 'hour')
  const counts = new Map<string, number>(
    rows.map((row: any) => [`${row.weekday} ${row.hour}`, Number(row.tickets)])
  )
  return (weekday, hour) => counts.get(`${weekday} ${hour}`) ?? 0
}
