import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { askPatiently } from '#services/reports/ask_patiently'
import { FACETS, type Facet } from '#services/reports/facets'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { PAST_TARGET } from '#services/reports/where_moments'

/** What is counted of support tickets, by the facets that lists know. */
const COUNTED = {
  answered: 'answered',
  answerTimed: 'answer_timed',
  answeredOnTime: 'answered_on_time',
  answeredLate: 'answered_late',
  done: 'done',
  doneTimed: 'timed_done',
  onTime: 'on_time',
  late: 'late_done',
  open: 'open',
  reopened: 'reopened',
  rated: 'rated',
} as const satisfies Record<string, Facet>

/** What tickets are put together by; all of them are one more group. */
export const GROUPS = {
  department: 'f.handling_department_id',
  agent: 'case when f.is_assigned then f.assignee_id end',
  type: 'f.request_type_id',
} as const

export type Group = keyof typeof GROUPS | 'all'

/** Support tickets of one department, agent or type, or all of them; seconds from the creation, null of none. */
export type SupportFigures = Record<
  keyof typeof COUNTED | 'total' | 'everDone' | 'scores',
  number
> & {
  group: Group
  id: number | null
  pastAnswer: number
  pastResolution: number
  answer: [median: number, p90: number] | null
  resolution: [median: number, p90: number] | null
}

/** Seconds between two moments, median and nine of ten. */
const quantiles = (column: string, condition: string) =>
  `percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from ${column} - f.created_at)::float8)
    filter (where ${condition})`

/** Counts the support tickets of a report by department, agent and type and all of them, in one query. */
export async function countSupport(asked: ReportAsked): Promise<SupportFigures[]> {
  const now = clock.now().toJSDate()
  const names = Object.keys(GROUPS) as (keyof typeof GROUPS)[]
  const sets = names.map((name) => `(${GROUPS[name]})`).join(', ')
  const query = createdFacts(asked)
    .where('f.workflow', 'support')
    .select(names.map((name) => db.raw(`${GROUPS[name]} as ${name}`)))
    .select(names.map((name) => db.raw(`grouping(${GROUPS[name]}) = 0 as by_${name}`)))
    .select(
      Object.entries(COUNTED).map(([name, facet]) =>
        db.raw(`count(*) filter (where ${FACETS[facet]}) as "${name}"`)
      )
    )
    .select(
      db.raw('count(*) as total, coalesce(sum(f.score), 0) as scores'),
      db.raw(`count(*) filter (where f.is_done or f.reopen_count > 0) as "everDone"`),
      db.raw(`count(*) filter (where ${PAST_TARGET.answer}) as "pastAnswer"`, [now] as never),
      db.raw(`count(*) filter (where ${PAST_TARGET.resolution}) as "pastResolution"`, [
        now,
      ] as never),
      db.raw(`${quantiles('f.first_response_at', FACETS.answered)} as answer`),
      db.raw(`${quantiles('f.done_at', FACETS.done)} as resolution`)
    )
    .groupByRaw(`grouping sets (${sets}, ())`)
  const rows = await askPatiently(query)
  return rows.map((row: any) => asFigures(row, names))
}

function asFigures(row: any, names: (keyof typeof GROUPS)[]): SupportFigures {
  const group = names.find((name) => row[`by_${name}`]) ?? 'all'
  const counts = ['total', 'everDone', 'scores', 'pastAnswer', 'pastResolution']
  const numbers = [...Object.keys(COUNTED), ...counts].map((key) => [key, Number(row[key])])
  const { answer, resolution } = row
  const id = group === 'all' ? null : row[group]
  return { ...Object.fromEntries(numbers), group, id, answer, resolution }
}
