import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { amongProducts, FACETS, OF_RATINGS } from '#services/reports/facets'
import { startOfDay } from '#services/reports/start_of_day'
import { whereCounted } from '#services/reports/where_counted'
import * as moments from '#services/reports/where_moments'
import { countedParts } from '#services/tickets/list/counted_filters'
import { isOwn, OWN_FACETS, type ListFacet } from '#services/tickets/list/list_facets'
import type { Narrowing } from '#services/tickets/list/narrow_list'

/** Narrows a query over `tickets` to what a figure of a report counts, by the very conditions the report counts with. */
export function countedAs(query: any, question: Narrowing, viewer: User, zone: string): any {
  for (const facet of question.is?.filter(isOwn) ?? []) query.whereRaw(OWN_FACETS[facet])
  if (!isCounted(question)) return query
  whereOpenAt(query, 'tickets.id', question, zone)
  const facts: any = db.from('ticket_facts as f').whereRaw('f.ticket_id = tickets.id')
  return query.whereExists(narrowFacts(facts, question, viewer, zone))
}

/**
 * What a figure counts as `tickets` with all that lists are narrowed and sorted by, read from the narrow rows it was
 * counted in: who sees which, and what is done, stands there side by side, and the planner knows how many there are.
 * @returns null when the list asks for something that facts do not know
 */
export function countedTickets(
  question: Narrowing & { sort?: string },
  viewer: User,
  zone: string
): any | null {
  const { q, sort, is } = question
  if (!isCounted(question) || q || sort === 'updated' || is?.some(isOwn)) return null
  const facts: any = db.from('ticket_facts as f').whereNull('f.purged_at').select(db.raw(COLUMNS))
  whereOpenAt(facts, 'f.ticket_id', question, zone)
  return db.from(narrowFacts(facts, question, viewer, zone).as('tickets'))
}

/** True when a list holds only what counts in the reports of its viewer: few, for who leads no department. */
export function countsForViewer({ counted, score, is = [] }: Narrowing): boolean {
  return Boolean(
    counted || score || is.some((facet) => (OF_RATINGS as ListFacet[]).includes(facet))
  )
}

const COLUMNS = `f.ticket_id as id, f.workflow, f.status, f.priority, f.request_type_id, f.product_id, f.requester_id,
  f.requesting_department_id, f.handling_department_id, f.assignee_id, f.assigned_at, not f.is_open as is_finished,
  f.deadline_at, f.response_due_at, f.first_response_at, f.created_at, f.deleted_at`

function isCounted(question: Narrowing): boolean {
  const { is, counted, only_type: type, product_too: product, brand } = question
  const parts = [counted, type, product, brand, is?.some((facet) => !isOwn(facet))]
  return parts.some(Boolean) || countedParts(question).length > 0
}

function narrowFacts(facts: any, question: Narrowing, viewer: User, zone: string): any {
  const { is = [], score, only_type: type, product_too: product, brand } = question
  // Not everybody who sees a ticket reads its rating: who asks for ratings gets those that count for him.
  if (countsForViewer(question)) whereCounted(facts, viewer)
  for (const facet of is) if (!isOwn(facet)) facts.whereRaw(`(${FACETS[facet]})`)
  if (type) facts.where('f.request_type_id', type)
  if (product) facts.whereRaw(amongProducts('?'), [product, product])
  if (brand) facts.whereRaw(amongProducts(BRANDED), [brand, brand])
  if (score) facts.where('f.score', score)
  narrowToMoments(facts, question, zone)
  narrowToDecisions(facts, question)
  return facts
}

/** Brands are one however they are written. */
const BRANDED = 'select p.id from products p where lower(trim(p.brand)) = lower(trim(?))'

/** Few are open at any moment, however many have come and gone: they are found first, whatever else is asked. */
function whereOpenAt(query: any, id: string, { open_at: day }: Narrowing, zone: string) {
  if (!day) return
  const open: any = db.from('ticket_facts as f').whereNull('f.deleted_at').select('f.ticket_id')
  const { sql, bindings } = moments.whereOpenAt(open, startOfDay(day, zone, 1).toJSDate()).toSQL()
  query.whereRaw(`${id} = any(array(${sql}))`, bindings)
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
