import type { Words } from '#services/activity/describe_activity'
import { describeApproval } from '#services/tickets/show/describe_approval'
import type { PathStep } from '#services/tickets/show/describe_path'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'

/** The steps of a creative ticket: requested, its approvals, work, confirmed; who it waits for and since when. */
export function creativePath(shown: ShownTicket, words: Words): PathStep[] {
  const { ticket } = shown
  return [
    asked(shown, words),
    ...findWorkflow(ticket.workflow).steps.map((step) => describeApproval(step, shown, words)),
    work(shown, words),
    confirmation(shown, words),
  ]
}

function asked({ ticket, people }: ShownTicket, { i18n, times }: Words): PathStep {
  return {
    state: 'done',
    glyph: 's-done',
    label: i18n.t('ticket.path.requested'),
    name: people.byId.get(ticket.requesterId)?.fullName,
    meta:
      ticket.round > 1
        ? i18n.t('ticket.path.round', { at: times.moment(ticket.createdAt), round: ticket.round })
        : times.moment(ticket.createdAt),
  }
}

function work(shown: ShownTicket, words: Words): PathStep {
  const { i18n, times } = words
  const { ticket, people, viewer, plan } = shown
  const label = i18n.t('ticket.path.work')
  const doer = people.byId.get(ticket.assigneeId ?? 0)
  const statuses = findWorkflow(ticket.workflow).statuses
  if (ticket.completedAt && statuses[ticket.status].isFinished) {
    const taken = ticket.startedAt
      ? times.length(ticket.completedAt.diff(ticket.startedAt, 'seconds').seconds)
      : ''
    const meta = i18n.t('ticket.path.worked', { length: taken, revisions: ticket.revisionCount })
    return { state: 'done', glyph: 's-done', label, name: doer?.fullName, meta }
  }
  if (!statuses[ticket.status].inQueue) {
    const parts = [
      doer ? i18n.t('ticket.path.proposed') : '',
      shown.names.isScheduled ? i18n.t('ticket.path.scheduled') : '',
      plan.hours === null
        ? ''
        : i18n.t('ticket.path.hours_after', { length: times.allowed(plan.hours) }),
    ]
    const meta = parts.filter(Boolean).join(', ')
    return { state: 'next', glyph: 's-next', label, name: doer?.firstName, meta }
  }
  const { glyph } = statuses[ticket.status]
  const since = times.age(ticket.statusSince)
  const base = { state: 'current' as const, glyph, label, name: doer?.fullName }
  if (ticket.startedAt) {
    const key = ticket.revisionCount > 0 ? 'revising' : 'working'
    return {
      ...base,
      meta: i18n.t(`ticket.path.${key}`, { since, revision: ticket.revisionCount }),
    }
  }
  if (!doer) {
    const name = i18n.t('ticket.path.nobody_yet')
    return { ...base, name, meta: i18n.t('ticket.path.unassigned', { since }) }
  }
  const meta =
    doer.id === viewer.id
      ? i18n.t('ticket.path.waits_you', { since })
      : i18n.t('ticket.path.waits', { name: doer.firstName, since })
  return { ...base, meta }
}

function confirmation(shown: ShownTicket, { i18n, times }: Words): PathStep {
  const { ticket, people, viewer, names: known } = shown
  const label = i18n.t('ticket.path.confirmed')
  const requester = people.byId.get(ticket.requesterId)
  const isDone = findWorkflow(ticket.workflow).statuses[ticket.status].isFinished
  if (ticket.confirmedAt) {
    const by = people.byId.get(shown.confirmedBy ?? ticket.requesterId)
    const meta = times.moment(ticket.confirmedAt)
    return { state: 'done', glyph: 's-confirmed', label, name: by?.fullName, sign: true, meta }
  }
  if (!isDone || !ticket.completedAt) {
    const meta = i18n.t('ticket.path.last')
    return { state: 'next', glyph: 's-next', label, name: requester?.firstName, meta }
  }
  const since = times.age(ticket.statusSince)
  const base = { state: 'current' as const, glyph: 's-next', label, name: requester?.firstName }
  if (requester?.id === viewer.id) {
    return { ...base, sign: true, mine: true, meta: i18n.t('ticket.path.waits_you', { since }) }
  }
  if (!known.requesterIsActive)
    return { ...base, meta: i18n.t('ticket.path.substitute', { since }) }
  const meta = i18n.t('ticket.path.waits', { name: requester?.firstName ?? '', since })
  return { ...base, sign: true, meta }
}
