import type { Words } from '#services/activity/describe_activity'
import { lastArrival } from '#services/tickets/show/support_path'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import type { MentionedPeople } from '#services/words/markdown'
import { renderText } from '#services/words/render_text'

/** What solved it, by whom and when; null while it is open, also after it was opened again. */
export function describeResolution(
  shown: ShownTicket,
  mentioned: MentionedPeople,
  { i18n, times }: Words
) {
  const { ticket, history, people } = shown
  if (!ticket.resolutionNote || !ticket.resolvedAt) return null
  const by = people.byId.get(lastArrival(history, 'resolved')?.actorId ?? 0)
  return {
    html: renderText(ticket.resolutionNote, mentioned),
    by: by?.fullName ?? i18n.t('activity.desk'),
    initials: by?.initials ?? '',
    tone: by?.tone ?? 'rest',
    at: times.moment(ticket.resolvedAt),
    exact: times.exact(ticket.resolvedAt),
    iso: times.iso(ticket.resolvedAt),
  }
}
