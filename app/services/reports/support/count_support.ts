import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { statePatiently } from '#services/reports/ask_patiently'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { factsLeft, keptSums, monthsFor } from '#services/reports/sums/kept_parts'
import { gatherSupport, type SupportFigures } from '#services/reports/support/gather_support'
import { AGENT, SUPPORT_COUNTS, supportBy } from '#services/reports/support/support_by'
import { PAST_TARGET } from '#services/reports/where_moments'

const BY = ['handling_department_id', 'request_type_id']

/**
 * Counts the support tickets of a report by department, agent and type and all of them, in one query: past months from the
 * sums kept of them, the rest from the facts.
 */
export async function countSupport(asked: ReportAsked): Promise<SupportFigures[]> {
  const months = await monthsFor(asked)
  const left = factsLeft(asked, months)
  const parts = [pastTarget(asked)]
  if (left) parts.push(told(...supportBy(left, BY)))
  if (months.length > 0) parts.push(keptSupport(asked, months))
  const rows = await statePatiently(
    parts.map(([sql]) => `(${sql})`).join(' union all '),
    parts.flatMap(([, bindings]) => bindings)
  )
  return gatherSupport(rows)
}

/** Few are open: what is past its target is counted of them as it is now. */
function pastTarget(asked: ReportAsked): [sql: string, bindings: any[]] {
  const now = clock.now().toJSDate()
  const none = SUPPORT_COUNTS.map((name) => `0 as ${name}`)
  const { sql, bindings } = createdFacts(asked)
    .where('f.workflow', 'support')
    .whereRaw('f.is_open')
    .select(db.raw(`${BY.map((name) => `f.${name}`)}, ${AGENT} as agent_id, ${none}`))
    .select(db.raw('null::bytea as answer, null::bytea as resolution'))
    .select(
      db.raw(`(count(*) filter (where ${PAST_TARGET.answer}))::integer as past_answer`, [
        now,
      ] as never)
    )
    .select(
      db.raw(`(count(*) filter (where ${PAST_TARGET.resolution}))::integer as past_resolution`, [
        now,
      ] as never)
    )
    .groupByRaw('1, 2, 3')
    .toSQL()
  return [sql, bindings]
}

function told(sql: string, bindings: any[]): [sql: string, bindings: any[]] {
  return [`select told.*, 0 as past_answer, 0 as past_resolution from (${sql}) told`, bindings]
}

function keptSupport(asked: ReportAsked, months: string[]) {
  const { sql, bindings } = keptSums(asked, 'ticket_sums_of_support', months)
    .select([...BY, 'agent_id'].map((name) => `f.${name}`))
    .select(SUPPORT_COUNTS.map((name) => db.raw(`sum(f.${name})::integer as ${name}`)))
    .select(db.raw(`string_agg(f.answer, ''::bytea) as answer`))
    .select(db.raw(`string_agg(f.resolution, ''::bytea) as resolution`))
    .groupBy([...BY, 'agent_id'].map((name) => `f.${name}`))
    .toSQL()
  return told(sql, bindings)
}
