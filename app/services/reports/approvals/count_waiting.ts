import db from '@adonisjs/lucid/services/db'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { waitingStatuses } from '#workflows/index'

/** How many tickets of a report wait for each step now, in one query. */
export async function countWaiting(asked: ReportAsked): Promise<Record<string, number>> {
  const [row] = await createdFacts(asked)
    .whereRaw('f.is_open')
    .select(
      waitingStatuses.map(({ workflow, status, step }) =>
        db.raw(`count(*) filter (where f.workflow = ? and f.status = ?)::integer as ${step}`, [
          workflow,
          status,
        ])
      )
    )
  return row
}
