import { FACETS, type Facet } from '#services/reports/facets'

/** What is counted of support tickets, by the facets that lists know. */
const COUNTED = {
  answered: 'answered',
  answer_timed: 'answer_timed',
  answered_on_time: 'answered_on_time',
  answered_late: 'answered_late',
  done: 'done',
  done_timed: 'timed_done',
  on_time: 'on_time',
  late: 'late_done',
  open: 'open',
  reopened: 'reopened',
  rated: 'rated',
} as const satisfies Record<string, Facet>

export type SupportCount = keyof typeof COUNTED | 'total' | 'ever_done' | 'scores'

const COUNTS = {
  ...(Object.fromEntries(
    Object.entries(COUNTED).map(([name, facet]) => [
      name,
      `count(*) filter (where ${FACETS[facet]})`,
    ])
  ) as Record<keyof typeof COUNTED, string>),
  total: 'count(*)',
  ever_done: 'count(*) filter (where f.is_done or f.reopen_count > 0)',
  scores: 'coalesce(sum(f.score), 0)',
} satisfies Record<SupportCount, string>
export const SUPPORT_COUNTS = Object.keys(COUNTS) as SupportCount[]

/** Seconds from the creation, one behind the other (services/reports/places_in). */
export const LENGTHS = { answer: 'answered', resolution: 'done' } as const
const ENDS = { answer: 'f.first_response_at', resolution: 'f.done_at' }

export const AGENT = 'case when f.is_assigned then f.assignee_id end'

/**
 * SQL that counts support tickets by what they have in common, and by who works on them (`agent_id`).
 * @param facts a query over facts `f`
 * @param common columns of the facts that they are kept apart by
 */
export function supportBy(facts: any, common: readonly string[]): [sql: string, bindings: any[]] {
  const { sql, bindings } = facts.where('f.workflow', 'support').select('f.*').toSQL()
  const kept = common.map((name) => `f.${name}`).join(', ')
  const counts = SUPPORT_COUNTS.map((name) => `(${COUNTS[name]})::integer as ${name}`)
  const lengths = Object.entries(LENGTHS).map(
    ([name, facet]) =>
      `string_agg(int4send(date_part('epoch', ${ENDS[name as keyof typeof ENDS]} - f.created_at)::integer), ''::bytea)
        filter (where ${FACETS[facet]}) as ${name}`
  )
  return [
    `select ${kept}, ${AGENT} as agent_id, ${[...counts, ...lengths]} from (${sql}) f group by ${kept}, ${AGENT}`,
    bindings,
  ]
}
