import { decisionsBy, VERDICTS } from '#services/reports/approvals/decisions_by'
import { BROKEN_DOWN } from '#services/reports/breakdowns/break_down'
import { linesBy } from '#services/reports/breakdowns/lines_by'
import { LATENCIES, latencies } from '#services/reports/measure_latency'
import { LENGTHS, SUPPORT_COUNTS, supportBy } from '#services/reports/support/support_by'
import { columnOf, COMMON } from '#services/reports/sums/kept_sums'
import { helpBy } from '#services/reports/team/sum_helped'

/** A table of sums beside those of measures. */
interface KeptRows {
  table: string
  /** Its columns beside the month and what all tables have in common. */
  columns: string[]
  /** SQL that sums up facts, with what they have in common first. */
  rowsOf: (facts: any, common: string[]) => [sql: string, bindings: any]
}

/** What else is kept of a month. */
export const KEPT_ROWS: KeptRows[] = [
  {
    table: 'ticket_sums_by_line',
    columns: ['set', 'key', ...BROKEN_DOWN.map(columnOf)],
    rowsOf: (facts, common) => linesBy(facts, 'ticket_items', BROKEN_DOWN, common),
  },
  {
    table: 'ticket_sums_by_helper',
    columns: ['user_id', 'count', 'quantity'],
    rowsOf: helpBy,
  },
  {
    table: 'ticket_sums_by_decision',
    columns: ['step', 'user_id', 'is_all', ...VERDICTS, 'seconds'],
    rowsOf: (facts, common) => decisionsBy([{ facts, isShort: true }], common),
  },
  {
    table: 'ticket_sums_of_support',
    columns: ['agent_id', ...SUPPORT_COUNTS, ...Object.keys(LENGTHS)],
    rowsOf: supportBy,
  },
  { table: 'ticket_sums_of_latencies', columns: LATENCIES, rowsOf: latenciesBy },
]

export const IN_COMMON = Object.keys(COMMON)

function latenciesBy(facts: any, common: string[]): [sql: string, bindings: any] {
  const columns = common.map((name) => `f.${name}`)
  const { sql, bindings } = latencies(facts)
    .whereRaw('num_nonnulls(f.department_seconds, f.creative_seconds) > 0')
    .select(columns)
    .groupBy(columns)
    .toSQL()
  return [sql, bindings]
}
