import db from '@adonisjs/lucid/services/db'
import { whereReadable } from '#models/scopes/readable_activities'
import { whereVisible } from '#models/scopes/visible_tickets'
import { whereKind } from '#services/activity/activity_kinds'
import { ACTIVITY_PAGE, type ActivitiesAsked } from '#services/activity/activity_question'
import { visibleTickets } from '#services/activity/visible_tickets'
import { dayIn } from '#services/words/day_in'

/**
 * The activities of one page, and one more, read in their order until it is full; each one's ticket is looked at.
 * @param bound passes so many at most
 */
export function walkActivities(asked: ActivitiesAsked, bound: number | null): any {
  const { viewer, question } = asked
  const source = bound === null ? 'activities as a' : walked(asked, bound).as('a')
  const query = db.from(source)
  if (bound === null) narrow(query, asked)
  // Of a purged ticket its bare activities stay, for admins.
  if (viewer.isAdmin) query.leftJoin('tickets', 'tickets.id', 'a.ticket_id')
  else query.join('tickets', 'tickets.id', 'a.ticket_id')
  whereVisible(query, viewer).whereNull('tickets.deleted_at')
  if (question.workflow) query.where('tickets.workflow', question.workflow)
  return inOrder(whereReadable(query, viewer), asked).select('a.id')
}

/** True when a walk ended at its bound, and not at the end of what there is. */
export async function wasCutShort(asked: ActivitiesAsked, bound: number): Promise<boolean> {
  const [beyond] = await walked(asked, 1).offset(bound)
  return beyond !== undefined
}

/**
 * The same page, from all activities of all tickets that a person sees. Ticket by ticket: the planner cannot know how few
 * they are, and would read every activity of the kind.
 */
export function gatherActivities(asked: ActivitiesAsked): any {
  const { viewer, question } = asked
  const own = db.from('activities as a').whereRaw('a.ticket_id = tickets.id')
  own.select('a.id', 'a.created_at', 'a.action', 'a.is_internal')
  const { sql, bindings } = narrow(own, asked).toSQL()
  const query = db
    .query()
    .withMaterialized('seen', visibleTickets(viewer, question))
    .from('seen as tickets')
    .joinRaw(`cross join lateral (${sql} offset 0) as a`, bindings)
  return inOrder(whereReadable(query, viewer), asked).select('a.id')
}

/** The next activities in their order, whoever may read them. */
function walked(asked: ActivitiesAsked, most: number): any {
  const query = db.from('activities as a')
  query.select('a.id', 'a.ticket_id', 'a.created_at', 'a.action', 'a.is_internal')
  return inOrder(narrow(query, asked), asked).limit(most)
}

/** Leaves what was asked for and stands beyond the position. */
function narrow(query: any, { question, zone, position, isFalling }: ActivitiesAsked): any {
  const { kind, person, ticket, from, to } = question
  if (kind) whereKind(query, kind, 'a')
  if (ticket) query.where('a.ticket_id', ticket)
  if (person === 'desk') query.whereNull('a.actor_id')
  else if (person) query.where('a.actor_id', Number(person))
  if (from) query.where('a.created_at', '>=', dayIn(zone, from))
  if (to) query.where('a.created_at', '<', dayIn(zone, to, 1))
  if (!position) return query
  const beyond = `(a.created_at, a.id) ${isFalling ? '<' : '>'} (?::timestamptz, ?)`
  return query.whereRaw(beyond, [position.at, position.id])
}

/** Sorts and leaves a page, and one more. */
function inOrder(query: any, { isFalling, size = ACTIVITY_PAGE }: ActivitiesAsked): any {
  const way = isFalling ? 'desc' : 'asc'
  return query
    .orderBy('a.created_at', way)
    .orderBy('a.id', way)
    .limit(size + 1)
}
