import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { FACETS } from '#services/reports/facets'
import { whereCounted } from '#services/reports/where_counted'
import type { Narrowing } from '#services/tickets/list/narrow_list'

/** Narrows a list to what a figure of a report counts, by the very conditions the report counts with. */
export function countedAs(query: any, question: Narrowing, viewer: User, zone: string): any {
  const { is, counted, done_from: from, done_to: to } = question
  const { only_type: type, product_too: product, brand } = question
  if (![is, counted, from, to, type, product, brand].some(Boolean)) return query
  const facts: any = db.from('ticket_facts as f').whereRaw('f.ticket_id = tickets.id')
  if (counted) whereCounted(facts, viewer)
  for (const facet of is ?? []) facts.whereRaw(`(${FACETS[facet]})`)
  if (type) facts.where('f.request_type_id', type)
  if (product) facts.whereRaw(`? in (${PRODUCTS})`, [product])
  if (brand) facts.whereRaw(`exists (${BRANDED})`, [brand])
  if (from) facts.where('f.done_at', '>=', DateTime.fromISO(from, { zone }).toJSDate())
  if (to) facts.where('f.done_at', '<', DateTime.fromISO(to, { zone }).plus({ days: 1 }).toJSDate())
  return query.whereExists(facts)
}

/** The products of a ticket: those of its lines, else its own. */
const PRODUCTS = `select i.product_id from ticket_items i where i.ticket_id = f.ticket_id
  union all select f.product_id where not f.has_items and f.product_id is not null`

/** Brands are one however they are written. */
const BRANDED = `select 1 from products p where p.id in (${PRODUCTS}) and lower(trim(p.brand)) = lower(trim(?))`
