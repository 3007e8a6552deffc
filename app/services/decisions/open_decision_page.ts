import type { I18n } from '@adonisjs/i18n'
import Ticket from '#models/ticket'
import { loadRequests } from '#services/approvals/load_requests'
import { changesSinceAsked } from '#services/decisions/changes_since_asked'
import { describeChanges } from '#services/decisions/describe_changes'
import type { DecisionLink } from '#services/decisions/read_decision_link'
import { whatApprovingMeans } from '#services/decisions/what_approving_means'
import { renderText } from '#services/words/render_text'
import type { TimeWords } from '#services/words/time_words'

/** Everything the page of an open link shows, for the person it was mailed to. */
export async function openDecisionPage(
  { person, row }: DecisionLink,
  token: string,
  words: { i18n: I18n; times: TimeWords }
) {
  const [request] = await loadRequests([row.ticketId], person)
  const ticket = await Ticket.query()
    .where('id', row.ticketId)
    .preload('assignee')
    .preload('collaborators')
    .firstOrFail()
  const changes = await changesSinceAsked(person.id, ticket.id, row.createdAt.toJSDate())
  const address = (thumbnail: string) =>
    thumbnail.replace(`/tickets/${ticket.id}/attachments/`, `/decisions/${token}/files/`)
  return {
    request,
    brief: renderText(ticket.description),
    images: request.images.map(({ name, thumbnail }) => ({ name, src: address(thumbnail) })),
    changes: describeChanges(changes, words),
    proposed: proposedOf(ticket),
    means: await whatApprovingMeans(ticket, words.i18n),
  }
}

function proposedOf({ assignee, collaborators }: Ticket): string[] {
  const helpers = collaborators.map(({ fullName }) => fullName)
  return assignee ? [assignee.fullName, ...helpers] : helpers
}
