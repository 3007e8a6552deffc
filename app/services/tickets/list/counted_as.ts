import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { FACETS } from '#services/reports/facets'
import { whereCounted } from '#services/reports/where_counted'
import type { Narrowing } from '#services/tickets/list/narrow_list'

/** Narrows a list to what a figure of a report counts, by the very conditions the report counts with. */
export function countedAs(query: any, question: Narrowing, viewer: User, zone: string): any {
  const { is, counted, done_from: from, done_to: to } = question
  if (!is && !counted && !from && !to) return query
  const facts: any = db.from('ticket_facts as f').whereRaw('f.ticket_id = tickets.id')
  if (counted) whereCounted(facts, viewer)
  for (const facet of is ?? []) facts.whereRaw(`(${FACETS[facet]})`)
  if (from) facts.where('f.done_at', '>=', DateTime.fromISO(from, { zone }).toJSDate())
  if (to) facts.where('f.done_at', '<', DateTime.fromISO(to, { zone }).plus({ days: 1 }).toJSDate())
  return query.whereExists(facts)
}
