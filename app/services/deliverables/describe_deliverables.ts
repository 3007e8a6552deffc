import type { Words } from '#services/activity/describe_activity'
import { describeDeliverable } from '#services/deliverables/describe_deliverable'
import { describeOpenPins } from '#services/deliverables/describe_open_pins'
import { listPapers } from '#services/deliverables/list_papers'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'
import { concerns, transitionNamed, whyNot, type OpenTransition } from '#workflows/workflow'

/**
 * What was made, in words for its viewer; null where there is nothing to show and nothing to put on.
 */
export function describeDeliverables(shown: ShownTicket, words: Words) {
  const { ticket, standing, deliverables, names } = shown
  const { i18n } = words
  const workflow = findWorkflow(ticket.workflow)
  const deliver = transitionNamed(workflow, 'deliver')
  if (!deliver) return null
  const shut = whyNot(workflow, 'deliver', standing)
  const isConcerned = concerns(deliver, standing)
  const isSoon = isConcerned && ticket.status === workflow.afterSteps && ticket.assigneeId !== null
  const mayAdd = shut === null
  if (deliverables.length === 0 && !mayAdd && !isSoon) return null
  const complete = shown.moves.find(({ transition }) => transition.name === 'complete')
  return {
    action: `/tickets/${ticket.id}/deliverables`,
    count: deliverables.length,
    said: deliverables.length ? i18n.t('deliverables.count', { count: deliverables.length }) : '',
    none: i18n.t(`deliverables.${names.asksForDeliverable ? 'none_required' : 'none'}`),
    mayAdd,
    /** Why nothing can be put on, for those who do the work; what is open, for whoever may confirm it. */
    why:
      shut && isConcerned
        ? i18n.t(`refusals.${workflow.key}.deliver.${shut.code}`)
        : openAtConfirm(shown, words),
    items: deliverables.map((one) => describeDeliverable(one, ticket.id, words, mayAdd)),
    links: deliverables.length > 0 ? listPapers(shown, words) : [],
    openPins: ticket.openPins,
    pins: describeOpenPins(shown, words),
    /** Whoever completes it is told what comes next where he has just put on what was made. */
    hint: mayAdd && deliverables.length > 0 && complete ? hintOf(shown, complete, words) : null,
  }
}

function hintOf({ ticket, people }: ShownTicket, complete: OpenTransition, { i18n }: Words) {
  // The button is gone meanwhile, and what holds it up stands just above.
  const code = complete.why?.code
  if (code === 'requires_preflight_passed' || code === 'requires_preflight_read')
    return i18n.t(`refusals.${ticket.workflow}.complete.${code}`)
  if (!complete.allowed) return null
  if (ticket.openPins > 0) return i18n.t('deliverables.complete_open', { count: ticket.openPins })
  const name = people.byId.get(ticket.requesterId)?.firstName ?? ''
  return i18n.t('deliverables.complete_hint', { name })
}

function openAtConfirm({ ticket, moves }: ShownTicket, { i18n }: Words): string | null {
  const confirm = moves.find(({ transition }) => transition.name === 'confirm')
  if (!confirm?.allowed || ticket.openPins === 0) return null
  return i18n.t('deliverables.confirm_open', { count: ticket.openPins })
}
