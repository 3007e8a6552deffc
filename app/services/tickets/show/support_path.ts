import type { Words } from '#services/activity/describe_activity'
import type { PathStep } from '#services/tickets/show/describe_path'
import type { StatusMove } from '#services/tickets/show/load_status_history'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'

/** The steps of a support ticket: opened, under review (or whom it waits for), resolved, closed. */
export function supportPath(shown: ShownTicket, words: Words): PathStep[] {
  const { ticket } = shown
  const { statuses } = findWorkflow(ticket.workflow)
  const steps = [opened(shown, words), review(shown, words)]
  // Withdrawn and merged tickets were closed without having been resolved.
  const isUnresolved = statuses[ticket.status].isClosed && ticket.resolvedAt === null
  if (!isUnresolved) steps.push(resolved(shown, words))
  return [...steps, closed(shown, words)]
}

function opened({ ticket, people }: ShownTicket, { i18n, times }: Words): PathStep {
  const at = times.moment(ticket.createdAt)
  return {
    state: 'done',
    glyph: 's-done',
    label: i18n.t('ticket_support.path.opened'),
    name: people.byId.get(ticket.requesterId)?.fullName,
    meta:
      ticket.reopenCount > 0
        ? i18n.t('ticket_support.path.reopened', { at, count: ticket.reopenCount })
        : at,
  }
}

/** Where the work stands: whom it waits for and since when, or how long it took. */
function review(shown: ShownTicket, words: Words): PathStep {
  const { i18n, times } = words
  const { ticket, people } = shown
  const workflow = findWorkflow(ticket.workflow)
  const { glyph, isFinished } = workflow.statuses[ticket.status]
  const doer = people.byId.get(ticket.assigneeId ?? 0)
  const label = i18n.t(`workflow.${ticket.workflow}.status.${workflow.working}`)
  if (isFinished) {
    const end = ticket.resolvedAt ?? ticket.closedAt ?? ticket.statusSince
    const length = times.length(end.diff(ticket.createdAt, 'seconds').seconds)
    if (!ticket.startedAt && !ticket.resolvedAt) {
      const meta = i18n.t('ticket_support.path.not_started')
      return { state: 'done', glyph: 's-skip', label, name: doer?.fullName, meta }
    }
    const meta = i18n.t('ticket_support.path.took', { length })
    return { state: 'done', glyph: 's-done', label, name: doer?.fullName, meta }
  }
  return { state: 'current', glyph, label, ...waiting(shown, words) }
}

function waiting(shown: ShownTicket, { i18n, times }: Words): Partial<PathStep> {
  const { ticket, people, viewer, history } = shown
  const workflow = findWorkflow(ticket.workflow)
  const doer = people.byId.get(ticket.assigneeId ?? 0)
  const since = times.age(ticket.statusSince)
  const say = (key: string, name = '') => i18n.t(`ticket_support.path.${key}`, { name, since })
  const status = i18n.t(`workflow.${ticket.workflow}.status.${ticket.status}`)
  if (workflow.pausedIn.includes(ticket.status)) {
    const waitsForRequester = workflow.transitions.some(
      ({ by, from }) => by === 'comment' && from.includes(ticket.status)
    )
    if (!waitsForRequester) {
      const note = history.at(-1)?.note
      const meta = note ? `${say('held')}: “${note}”` : say('held')
      return { label: status, name: doer?.fullName, meta }
    }
    const requester = people.byId.get(ticket.requesterId)
    const isYou = requester?.id === viewer.id
    const meta = isYou ? say('you') : say('waits', requester?.firstName)
    return { label: status, name: requester?.fullName, meta }
  }
  if (ticket.status === workflow.working) {
    return { name: doer?.fullName ?? say('nobody_yet'), meta: say('reviewed') }
  }
  if (!doer) return { name: say('nobody_yet'), meta: say('unassigned') }
  return {
    name: doer.fullName,
    meta: doer.id === viewer.id ? say('you') : say('waits', doer.firstName),
  }
}

function resolved(shown: ShownTicket, { i18n, times }: Words): PathStep {
  const { ticket, people, history } = shown
  const label = i18n.t(`workflow.${ticket.workflow}.status.resolved`)
  if (!ticket.resolvedAt) return { state: 'next', glyph: 's-next', label }
  const name = people.byId.get(lastArrival(history, 'resolved')?.actorId ?? 0)?.fullName
  const meta = times.moment(ticket.resolvedAt)
  return { state: 'done', glyph: 's-done', label, name, meta }
}

/** The requester puts his name under a solution that holds; without a word of his it closes by itself. */
function closed(shown: ShownTicket, { i18n, times }: Words): PathStep {
  const { ticket, people, viewer, history, closeAfterDays: days } = shown
  const { statuses } = findWorkflow(ticket.workflow)
  const { isClosed, isFinished } = statuses[ticket.status]
  const requester = people.byId.get(ticket.requesterId)
  const label = i18n.t(`workflow.${ticket.workflow}.status.closed`)
  if (isClosed) {
    const last = lastArrival(history, ticket.status)
    const by = people.byId.get(last?.actorId ?? 0)
    const at = times.moment(ticket.closedAt ?? ticket.statusSince)
    const key = `ticket_support.path.${ticket.mergedInto ? 'merged' : (last?.action ?? 'closed')}`
    const meta = i18n.t(i18n.hasMessage(key) ? key : 'ticket_support.path.closed', {
      at,
      into: String(ticket.mergedInto ?? ''),
    })
    const name = by?.fullName ?? i18n.t('activity.desk')
    return { state: 'done', glyph: 's-closed', label, name, sign: by?.id === requester?.id, meta }
  }
  if (!isFinished) {
    const meta = i18n.t('ticket.path.last')
    return { state: 'next', glyph: 's-next', label, name: requester?.firstName, meta }
  }
  const since = times.age(ticket.statusSince)
  const isYou = requester?.id === viewer.id
  const name = requester?.firstName ?? ''
  const values = { name, since, days }
  const meta = i18n.t(`ticket_support.path.${isYou ? 'confirm_you' : 'confirm'}`, values)
  return { state: 'current', glyph: 's-next', label, name, sign: true, mine: isYou, meta }
}

/** How a ticket last came to stand here. */
export function lastArrival(history: StatusMove[], status: string): StatusMove | undefined {
  return history.findLast((move) => move.status === status)
}
