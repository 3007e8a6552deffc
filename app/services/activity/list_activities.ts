import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import Activity from '#models/activity'
import type User from '#models/user'
import {
  ACTIVITY_PAGE,
  activityAddress,
  type ActivityQuestion,
  type Position,
} from '#services/activity/activity_question'
import { describeActivity, type Words } from '#services/activity/describe_activity'
import { findActivities } from '#services/activity/find_activities'
import { groupByDay } from '#services/activity/group_by_day'
import { offerActivityFilters } from '#services/activity/offer_activity_filters'
import { statusMoveOf } from '#services/activity/status_move_of'
import { withWords } from '#services/activity/with_words'

/** So many changed fields stand in a row; the history of the ticket shows all. */
const SHOWN_CHANGES = 4

/**
 * What happened on the tickets that a person sees, a page of it, newest first. The number of queries depends neither on
 * the rows nor on how much there is.
 * @throws NotFound for a position that is not there
 */
export async function listActivities(viewer: User, question: ActivityQuestion, words: Words) {
  const { after, before } = question
  const isFalling = after !== undefined || before === undefined
  const [position, filters] = await Promise.all([
    findPosition(after ?? before),
    offerActivityFilters(question, words.i18n),
  ])
  const { zone } = words.times
  const ids = await findActivities({ question, viewer, zone, position, isFalling })
  const shown = ids.slice(0, ACTIVITY_PAGE)
  const rows = await loadRows(isFalling ? shown : shown.reverse(), words)
  const hasMore = ids.length > ACTIVITY_PAGE
  const hasNext = isFalling ? hasMore : true
  const hasPrevious = isFalling ? after !== undefined : hasMore
  const address = (change: Partial<ActivityQuestion>) => activityAddress(question, change)
  return {
    days: groupByDay(rows, words),
    filters,
    question,
    next: hasNext && rows.length > 0 ? address({ after: rows.at(-1)!.id }) : null,
    previous: hasPrevious && rows.length > 0 ? address({ before: rows[0].id }) : null,
  }
}

async function findPosition(id: number | undefined): Promise<Position | null> {
  if (id === undefined) return null
  const row = await db
    .from('activities')
    .where('id', id)
    .select(db.raw('created_at::text as at'))
    .first()
  if (!row) throw new NotFound()
  return { id, at: row.at }
}

/** The rows of these ids in words, in their order, with their actors and tickets, in one query. */
async function loadRows(ids: number[], words: Words) {
  if (ids.length === 0) return []
  const activities = await Activity.query()
    .whereIn('activities_in_full.id', ids)
    .leftJoin('users', 'users.id', 'activities_in_full.actor_id')
    .leftJoin('tickets', 'tickets.id', 'activities_in_full.ticket_id')
    .select('activities_in_full.*')
    .select('tickets.title as ticket_title', 'tickets.workflow as ticket_workflow')
    .select(
      db.raw(`coalesce(nullif(trim(users.first_name || ' ' || users.last_name), ''), users.username::text)
        as actor_name`)
    )
  const byId = new Map(activities.map((activity) => [Number(activity.id), activity]))
  return ids.flatMap((id) => {
    const activity = byId.get(id)
    return activity ? [describeRow(activity, words)] : []
  })
}

function describeRow(activity: Activity, words: Words) {
  const { times, i18n } = words
  const { actor_name: name, ticket_title: title, ticket_workflow: workflow } = activity.$extras
  const described = describeActivity(activity, name, words)
  const changes = withWords(described.changes, activity.changes)
  const { ticketId } = activity
  const history = `/tickets/${ticketId}/history`
  return {
    ...described,
    changes: changes.slice(0, SHOWN_CHANGES),
    moreChanges: Math.max(0, changes.length - SHOWN_CHANGES),
    move: workflow ? statusMoveOf(workflow, activity, i18n) : null,
    isInternal: activity.isInternal,
    time: times.hour(activity.createdAt),
    exact: `${times.exact(activity.createdAt)} (${times.zone})`,
    href: title === null ? null : history,
    ticket: { id: ticketId, title, href: title === null ? null : `/tickets/${ticketId}` },
  }
}
