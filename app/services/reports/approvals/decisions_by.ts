/** A query over facts `f` whose decisions are wanted. */
export interface DecidedFacts {
  facts: any
  /**
   * Few of all tickets. Numbers go with the time of creation: of a million tickets only the decisions between the lowest
   * and the highest of them are read; of most of them that would be slower than going through all.
   */
  isShort: boolean
}

/** What is counted of decisions; each ticket once, however often it was decided. */
export const VERDICTS = ['decided', 'approved', 'rejected', 'skipped'] as const

const BY_HAND = `a.decision <> 'skipped'`

/** Seconds from due to decided, one behind the other (services/reports/places_in). */
const SECONDS = `string_agg(int4send(date_part('epoch', a.decided_at - a.due_at)::integer), ''::bytea)`

/**
 * SQL that counts decisions by step and person, and by step alone (`is_all`); voided ones are decisions too.
 * @param parts tickets, each in one part only
 * @param common columns of the facts that they are kept apart by
 */
export function decisionsBy(
  parts: DecidedFacts[],
  common: readonly string[] = []
): [sql: string, bindings: any[]] {
  const kept = common.map((name) => `${name}, `).join('')
  const found = parts.map((part) => approvalsOf(part, common))
  const counted = (count: string) =>
    VERDICTS.map((verdict) => `${count} filter (where ${verdict} > 0)::integer as ${verdict}`)
  const sql = `with found as (${found.map(([one]) => one).join(' union all ')}),
    each as materialized (
      select ${kept} ticket_id, step, user_id, count(*) filter (where ${BY_HAND}) as decided,
        ${VERDICTS.slice(1).map((name) => `count(*) filter (where a.decision = '${name}') as ${name}`)},
        ${SECONDS} filter (where ${BY_HAND}) as seconds
      from found a group by ${kept} ticket_id, step, user_id)
    select ${kept} step, user_id, false as is_all, ${counted('count(*)')}, string_agg(seconds, ''::bytea) as seconds
      from each group by ${kept} step, user_id
    union all
    select ${kept} step, null, true, ${counted('count(distinct ticket_id)')}, null
      from each group by ${kept} step`
  return [sql, found.flatMap(([, bindings]) => bindings)]
}

function approvalsOf({ facts, isShort }: DecidedFacts, common: readonly string[]) {
  const columns = ['ticket_id', ...common]
  const { sql, bindings } = facts.select(columns.map((name) => `f.${name}`)).toSQL()
  const between = `where a.ticket_id between (select min(ticket_id) from t) and (select max(ticket_id) from t)`
  const one = `(with t as materialized (${sql})
    select ${columns.map((name) => `t.${name}`)}, a.step, a.user_id, a.decision, a.due_at, a.decided_at
    from t join approvals a on a.ticket_id = t.ticket_id ${isShort ? between : ''})`
  return [one, bindings] as const
}
