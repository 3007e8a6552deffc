import type { Words } from '#services/activity/describe_activity'
import { mayFollowUp } from '#services/tickets/follow_up'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'
import type { Relation } from '#workflows/workflow'

/**
 * What stands below the talk: a box to write in (which may answer a question), one that asks again on a closed ticket,
 * or a sentence why there is none.
 */
export function describeBox(
  { ticket, people, rights, standing, history }: ShownTicket,
  { i18n }: Words
) {
  const { statuses, transitions } = findWorkflow(ticket.workflow)
  if (statuses[ticket.status].isClosed) {
    const mayAsk = mayFollowUp(standing) && ticket.mergedInto === null
    return { kind: mayAsk ? 'follow_up' : 'closed', answers: null }
  }
  if (!rights.takePart) return { kind: 'planned', answers: null }
  const answer = transitions.find(({ by }) => by === 'comment')
  const isAsked =
    answer?.from.includes(ticket.status) &&
    answer.who.some((grant) => standing.relations.has(grant as Relation))
  const asker = people.byId.get(history.at(-1)?.actorId ?? 0)
  return { kind: 'write', answers: isAsked ? (asker?.firstName ?? i18n.t('activity.desk')) : null }
}
