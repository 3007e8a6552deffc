import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { countedFacts, type ReportAsked } from '#services/reports/narrow_facts'

/** The first and the last day on which tickets that count were created, in the zone of the report; null without tickets. */
export async function findFirstAndLast(asked: ReportAsked) {
  const { zone } = asked.question.range
  const [row] = await countedFacts(asked).select(
    db.raw('min(f.created_at) as first, max(f.created_at) as last')
  )
  const day = (at: Date | null) => at && DateTime.fromJSDate(at, { zone }).toISODate()!
  return { first: day(row.first), last: day(row.last) }
}
