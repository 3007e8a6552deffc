import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import { namesOf } from '#services/accounts/names_of'
import type { Words } from '#services/activity/describe_activity'
import { findStanding } from '#services/tickets/find_standing'
import { describeRollback, sayPoint } from '#services/tickets/rollback/describe_rollback'
import { findPointInstead } from '#services/tickets/rollback/find_point_instead'
import { planRollback } from '#services/tickets/rollback/plan_rollback'
import { pastOf, readPast } from '#services/tickets/rollback/read_past'
import { findWorkflow } from '#workflows/index'
import { whyNot } from '#workflows/workflow'

/**
 * What the page before a rollback says: the point, what would change field by field, what is left out and why, what
 * follows; or why none of it may be, and which point can be chosen instead.
 * @throws NotFound for strangers and activities of other tickets; Refusal 403 for whoever may not roll back
 */
export async function previewRollback(
  ticketId: number,
  activityId: number,
  viewer: User,
  words: Words
) {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  const workflow = findWorkflow(ticket.workflow)
  const client = db.connection()
  const past = await readPast(client, ticketId, activityId)
  const why = whyNot(workflow, 'rollback', standing)
  if (why) throw new Refusal(`${workflow.key}.rollback.${why.code}`)
  const rows = await client.from('collaborators').where('ticket_id', ticketId).select('user_id')
  const collaboratorIds = rows.map((row) => row.user_id as number)
  const looking = { client, ticket, workflow, standing, collaboratorIds }
  const plan = await planRollback(looking, past)
  const isElsewhere = plan.refusal === 'merged' || plan.refusal === 'followed_up'
  const instead = plan.refusal && !isElsewhere ? await findPointInstead(looking, past) : null
  const last = await lastPoint(ticketId)
  const ids = [past.actorId, instead?.actorId ?? null, last.actorId, ticket.requesterId]
  const names = await namesOf(client, [...ids, ticket.assigneeId])
  return {
    ticket,
    point: sayPoint(past, names, words),
    /** What happened last, for whoever comes back to a page that is out of date. */
    last: sayPoint(last, names, words),
    instead: instead && {
      href: `/tickets/${ticketId}/history/${instead.activityId}/rollback`,
      ...sayPoint(instead, names, words),
    },
    isElsewhere,
    ...describeRollback(ticket, plan, names, words),
  }
}

async function lastPoint(ticketId: number) {
  const row = await db
    .from('ticket_snapshots as s')
    .join('activities_in_full as a', 'a.id', 's.activity_id')
    .where('s.ticket_id', ticketId)
    .where('a.is_internal', false)
    .orderBy('s.activity_id', 'desc')
    .select('a.id', 'a.action', 'a.actor_id', 'a.details', 'a.created_at', 's.data')
    .firstOrFail()
  return pastOf(row)
}
