import { describeActivity, type Words } from '#services/activity/describe_activity'
import { withWords } from '#services/activity/with_words'
import { historyPath } from '#services/tickets/history/history_question'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/**
 * The short list of what happened, in words. A title is short enough to show what changed in it; a description is not, and
 * leads to the history.
 */
export function describeTimeline({ ticket, timeline, people }: ShownTicket, words: Words) {
  return timeline.activities.map((activity) => {
    const name = people.byId.get(activity.actorId ?? 0)?.fullName ?? null
    const described = describeActivity(activity, name, words)
    const place = `${historyPath(ticket.id)}#activity-${described.id}`
    const changes = withWords(described.changes, activity.changes).map((change, index) => ({
      ...change,
      href: activity.changes[index].field === 'description' ? place : null,
    }))
    return { ...described, changes }
  })
}
