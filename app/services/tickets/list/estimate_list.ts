import db from '@adonisjs/lucid/services/db'
import { isNarrow } from '#services/tickets/list/narrow_list'
import { seenByReason, type ListAsked } from '#services/tickets/list/seen_tickets'

/**
 * About how many tickets a list holds for a person: the planner's own estimate; next to nothing for what is bound to a
 * person or not finished, everything where nothing narrows.
 */
export async function estimateList(asked: ListAsked): Promise<number> {
  const { question, viewer } = asked
  if (isNarrow(question)) return 1
  const { q, type, status, priority, department, product, from, to } = question
  const narrows = q || type || status || priority || department || product || from || to
  if (!narrows && viewer.isAdmin) return Infinity
  const { sql, bindings } = seenByReason(asked).toSQL()
  const { rows } = await db.rawQuery(`explain (format json) ${sql}`, bindings)
  return rows[0]['QUERY PLAN'][0].Plan['Plan Rows']
}
