import type Ticket from '#models/ticket'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/** Everybody whose name stands on the page. */
export function namedIds(
  ticket: Ticket,
  page: Pick<
    ShownTicket,
    'collaboratorIds' | 'watcherIds' | 'plan' | 'talk' | 'timeline' | 'history'
  >
) {
  return [
    ticket.requesterId,
    ticket.assigneeId,
    ticket.briefChangedBy,
    ...page.collaboratorIds,
    ...page.watcherIds,
    ...Object.values(page.plan.signed).map((approval) => approval.userId),
    ...page.talk.comments.map((comment) => comment.userId),
    ...page.timeline.activities.map((activity) => activity.actorId),
    ...page.history.map((move) => move.actorId),
  ]
}
