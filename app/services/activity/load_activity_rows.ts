import db from '@adonisjs/lucid/services/db'
import Activity from '#models/activity'
import { describeActivity, type Words } from '#services/activity/describe_activity'
import { statusMoveOf } from '#services/activity/status_move_of'
import { withWords } from '#services/activity/with_words'

/** So many changed fields stand in a row; the history of the ticket shows all. */
const SHOWN_CHANGES = 4

/** The rows of these ids in words, in their order, with their actors and tickets, in one query. */
export async function loadActivityRows(ids: number[], words: Words, most = SHOWN_CHANGES) {
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
    .select(
      db.raw(`(extract(epoch from activities_in_full.created_at) * 1000000)::bigint || '.' ||
        activities_in_full.id as place`)
    )
  const byId = new Map(activities.map((activity) => [Number(activity.id), activity]))
  return ids.flatMap((id) => {
    const activity = byId.get(id)
    return activity ? [describeRow(activity, words, most)] : []
  })
}

function describeRow(activity: Activity, words: Words, most: number) {
  const { times, i18n } = words
  const { actor_name: name, ticket_title: title, ticket_workflow: workflow } = activity.$extras
  const described = describeActivity(activity, name, words)
  const changes = withWords(described.changes, activity.changes)
  const { ticketId } = activity
  const history = `/tickets/${ticketId}/history`
  return {
    ...described,
    changes: changes.slice(0, most),
    moreChanges: Math.max(0, changes.length - most),
    move: workflow ? statusMoveOf(workflow, activity, i18n) : null,
    isInternal: activity.isInternal,
    place: activity.$extras.place as string,
    time: times.hour(activity.createdAt),
    exact: `${times.exact(activity.createdAt)} (${times.zone})`,
    href: title === null ? null : history,
    ticket: { id: ticketId, title, href: title === null ? null : `/tickets/${ticketId}` },
  }
}
