import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { amongProducts, FACETS, OF_RATINGS } from '#services/reports/facets'
import { startOfDay } from '#services/reports/start_of_day'
import { whereCounted } from '#services/reports/where_counted'
import * as moments from '#services/reports/where_moments'
import { countedParts } from '#services/tickets/list/counted_filters'
import { isOwn, OWN_FACETS } from '#services/tickets/list/list_facets'
import type { Narrowing } from '#services/tickets/list/narrow_list'

/** Narrows a list to what a figure of a report counts, by the very conditions the report counts with. */
export function countedAs(query: any, question: Narrowing, viewer: User, zone: string): any {
  const { is: asked = [], counted, score } = question
  const is = asked.filter((facet) => !isOwn(facet))
  for (const facet of asked.filter(isOwn)) query.whereRaw(OWN_FACETS[facet])
  const { only_type: type, product_too: product, brand } = question
  const isAsked = is.length > 0 || [counted, type, product, brand].some(Boolean)
  if (!isAsked && countedParts(question).length === 0) return query
  const facts: any = db.from('ticket_facts as f').whereRaw('f.ticket_id = tickets.id')
  // Not everybody who sees a ticket reads its rating: who asks for ratings gets those that count for him.
  if (counted || score || is.some((facet) => OF_RATINGS.includes(facet)))
    whereCounted(facts, viewer)
  for (const facet of is) facts.whereRaw(`(${FACETS[facet]})`)
  if (type) facts.where('f.request_type_id', type)
  if (product) facts.whereRaw(amongProducts('?'), [product, product])
  if (brand) facts.whereRaw(amongProducts(BRANDED), [brand, brand])
  if (score) facts.where('f.score', score)
  narrowToMoments(facts, question, zone)
  narrowToDecisions(facts, question)
  if (question.open_at) whereOpenAt(query, startOfDay(question.open_at, zone, 1).toJSDate())
  return query.whereExists(facts)
}

/** Brands are one however they are written. */
const BRANDED = 'select p.id from products p where lower(trim(p.brand)) = lower(trim(?))'

/** Few are open at any moment, however many have come and gone: they are found first, whatever else is asked. */
function whereOpenAt(query: any, at: Date) {
  const open: any = db.from('ticket_facts as f').whereNull('f.deleted_at').select('f.ticket_id')
  const { sql, bindings } = moments.whereOpenAt(open, at).toSQL()
  query.whereRaw(`tickets.id = any(array(${sql}))`, bindings)
}

function narrowToMoments(facts: any, question: Narrowing, zone: string) {
  const { done_from: from, done_to: to, weekday, hour } = question
  const start = (date: string, after = 0) => startOfDay(date, zone, after).toJSDate()
  if (from) facts.where('f.done_at', '>=', start(from))
  if (to) facts.where('f.done_at', '<', start(to, 1))
  if (weekday) facts.whereRaw(`${moments.weekdayOf('f.created_at')} = ?`, [zone, weekday])
  if (hour !== undefined) facts.whereRaw(`${moments.hourOf('f.created_at')} = ?`, [zone, hour])
}

function narrowToDecisions(facts: any, question: Narrowing) {
  const { decided_by: by, decided_step: step, verdict, past_target: target } = question
  if (by || step || verdict) moments.whereDecided(facts, { by, step, verdict })
  if (target) facts.whereRaw(`(${moments.PAST_TARGET[target]})`, [clock.now().toJSDate()])
}
