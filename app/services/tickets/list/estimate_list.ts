import db from '@adonisjs/lucid/services/db'
import { countsForViewer } from '#services/tickets/list/counted_as'
import { isNarrow } from '#services/tickets/list/narrow_list'
import { seenByReason, seenOneByOne, type ListAsked } from '#services/tickets/list/seen_tickets'

export interface Estimate {
  /** About how many tickets the list holds for a person. */
  tickets: number
  /** Looking at them one by one is quicker than asking each reason to see them. */
  isOneByOne: boolean
}

/**
 * What to expect of a list: the planner's own estimate; next to nothing for what is bound to a person or not finished,
 * everything where nothing narrows.
 */
export async function estimateList(asked: ListAsked): Promise<Estimate> {
  const { question, viewer } = asked
  if (isNarrow(question)) return { tickets: 1, isOneByOne: true }
  const { q, workflow, type, status, priority, department, handling, product, from, to } = question
  const narrows =
    q || workflow || type || status || priority || department || handling || product || from || to
  if (!narrows && viewer.isAdmin) return { tickets: Infinity, isOneByOne: true }
  // What counts for somebody is bound to him already, by nearly the same reasons; nor are the tickets of a product fetched
  // once for each reason.
  const isOneByOne = product !== undefined || countsForViewer(question)
  const query = isOneByOne ? seenOneByOne(asked).select('tickets.id') : seenByReason(asked)
  const { sql, bindings } = query.toSQL()
  const { rows } = await db.rawQuery(`explain (format json) ${sql}`, bindings)
  const { Plan: plan } = rows[0]['QUERY PLAN'][0]
  // The index of words answers slowly when a word is frequent: never once for each reason.
  const wordSearches = JSON.stringify(plan).split('"tickets_search"').length - 1
  return { tickets: plan['Plan Rows'], isOneByOne: isOneByOne || wordSearches > 1 }
}
