import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { askPatiently } from '#services/reports/ask_patiently'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'

/** Decisions on one step; tickets are counted, each once, however often it was decided. */
export interface Decisions {
  step: string
  /** Null: everybody together. */
  userId: number | null
  decided: number
  approved: number
  rejected: number
  skipped: number
  /** Seconds from due to decided, over all decisions; null when nobody decided. */
  median: number | null
  p90: number | null
}

/** A report of fewer days looks at few of all tickets. */
const SHORT = 100

const tickets = (condition: string) => `count(distinct a.ticket_id) filter (where ${condition})`
const BY_HAND = `a.decision <> 'skipped'`

/** Decisions on the tickets of a report, by step and by step and person, in one query; voided ones are decisions too. */
export async function countDecisions(asked: ReportAsked): Promise<Decisions[]> {
  const query = decisionsOf(asked)
    .select(
      db.raw(
        `a.step, a.user_id, grouping(a.user_id) = 1 as is_all, ${tickets(BY_HAND)} as decided,
        ${tickets(`a.decision = 'approved'`)} as approved, ${tickets(`a.decision = 'rejected'`)} as rejected,
        ${tickets(`a.decision = 'skipped'`)} as skipped,
        percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from a.decided_at - a.due_at)::float8)
          filter (where ${BY_HAND}) as latency`
      )
    )
    .groupByRaw('grouping sets ((a.step, a.user_id), (a.step))')
  const rows = await askPatiently(query)
  // What was skipped is nobody's decision.
  return rows.filter((row) => row.is_all || row.user_id !== null).map(asDecisions)
}

/**
 * The approvals `a` of a report's tickets. Numbers go with the time of creation: of a million tickets only the approvals of
 * the numbers of a short report are read; where that would be most of them, going through the table is quicker.
 */
function decisionsOf(asked: ReportAsked): any {
  const { from, to } = asked.question.range
  if (DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days >= SHORT) {
    return createdFacts(asked).joinRaw('join approvals a on a.ticket_id = f.ticket_id')
  }
  return db
    .query()
    .withMaterialized('t', createdFacts(asked).select('f.ticket_id'))
    .from('t')
    .joinRaw('join approvals a on a.ticket_id = t.ticket_id')
    .whereRaw(
      'a.ticket_id between (select min(ticket_id) from t) and (select max(ticket_id) from t)'
    )
}

function asDecisions(row: any): Decisions {
  const [median, p90]: (number | null)[] = row.latency ?? [null, null]
  return {
    step: row.step,
    userId: row.is_all ? null : row.user_id,
    decided: Number(row.decided),
    approved: Number(row.approved),
    rejected: Number(row.rejected),
    skipped: Number(row.skipped),
    median,
    p90,
  }
}
