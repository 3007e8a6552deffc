import Activity from '#models/activity'
import type Notification from '#models/notification'
import Ticket from '#models/ticket'
import type User from '#models/user'

/** What stands beside notifications: tickets that the person may still see, and what was written along. Two queries at most. */
export async function loadBeside(viewer: User, notifications: Notification[]) {
  const tickets = await titlesFor(viewer, notifications)
  return { tickets, notes: await notesOf(notifications) }
}

/** Titles of those tickets that the person may still see. */
async function titlesFor(viewer: User, notifications: Notification[]) {
  const ids = present(notifications.map((notification) => notification.ticketId))
  if (ids.length === 0) return new Map<number, Ticket>()
  const tickets = await Ticket.query()
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .whereIn('tickets.id', ids)
    .select('tickets.id', 'tickets.title', 'tickets.deleted_at')
  return new Map(tickets.map((ticket) => [ticket.id, ticket]))
}

/** What people wrote with a decision or a wish; never the text of a note of the handling side. */
async function notesOf(notifications: Notification[]) {
  const ids = present(notifications.map((notification) => notification.activityId))
  if (ids.length === 0) return new Map<number, string>()
  const activities = await Activity.query()
    .whereIn('id', ids)
    .where('is_internal', false)
    .whereRaw(`details ->> 'note' is not null`)
  return new Map(activities.map((activity) => [Number(activity.id), activity.details.note]))
}

function present(ids: (number | null)[]): number[] {
  return [...new Set(ids.filter((id): id is number => id !== null))]
}
