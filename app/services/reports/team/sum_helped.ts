import db from '@adonisjs/lucid/services/db'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { factsBeside, keptSums, monthsFor } from '#services/reports/sums/kept_parts'

/** Tickets somebody helps with and their pieces; the assignee alone gets the output. */
export interface Helped {
  count: number
  quantity: number
}

export const NO_HELP: Helped = { count: 0, quantity: 0 }

/** By helper, and of all under null, where no ticket counts twice: past months from their sums, the rest from the facts. */
export async function sumHelped(asked: ReportAsked): Promise<Map<number | null, Helped>> {
  const months = await monthsFor(asked)
  const facts = months.length > 0 ? factsBeside(asked, months) : createdFacts(asked)
  const rows = facts ? await db.rawQuery(...helpBy(facts)).then((found) => found.rows) : []
  if (months.length > 0) {
    const kept = await keptSums(asked, 'ticket_sums_by_helper', months)
      .select('f.user_id')
      .select(db.raw('sum(f.count) as count, sum(f.quantity) as quantity'))
      .groupBy('f.user_id')
    rows.push(...kept)
  }
  const helped = new Map<number | null, Helped>()
  for (const { user_id: id, count, quantity } of rows) {
    const before = helped.get(id) ?? NO_HELP
    helped.set(id, {
      count: before.count + Number(count),
      quantity: before.quantity + Number(quantity),
    })
  }
  return helped
}

/**
 * Tickets and pieces by helper, and of all under null, a ticket once: SQL with its bindings.
 * @param facts a query over `f`
 * @param beside columns of the facts to add up by as well
 */
export function helpBy(facts: any, beside: string[] = []): [sql: string, bindings: any] {
  const columns = beside.map((column) => `f.${column}`)
  const { sql, bindings } = facts
    .whereRaw('f.is_assigned')
    .joinRaw('join collaborators c on c.ticket_id = f.ticket_id')
    .select('c.user_id', 'f.quantity', ...columns)
    .select(db.raw('row_number() over (partition by f.ticket_id) as nth'))
    .toSQL()
  const kept = ['', ...beside].join(', h.')
  return [
    `with help as materialized (${sql})
     select h.user_id, count(*) as count, sum(h.quantity) as quantity${kept} from help h group by h.user_id${kept}
     union all select null, count(*), coalesce(sum(h.quantity), 0)${kept} from help h where h.nth = 1
       ${beside.length > 0 ? `group by ${kept.slice(2)}` : ''}`,
    bindings,
  ]
}
