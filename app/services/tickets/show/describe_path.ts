import type { Words } from '#services/activity/describe_activity'
import type { ShownTicket } from '#services/tickets/show_ticket'
import type { StepPlan } from '#services/tickets/plan_step'
import { findWorkflow } from '#workflows/index'
import type { Step } from '#workflows/workflow'

/** One step of the path component. */
export interface PathStep {
  state: 'done' | 'current' | 'next' | 'stopped'
  glyph: string
  label: string
  name?: string
  /** The name is a signature: given, or asked for. */
  sign?: boolean
  mine?: boolean
  meta?: string
  tone?: 'stop'
}

/** The steps of a creative ticket: requested, its approvals, work, confirmed; who it waits for and since when. */
export function describePath(shown: ShownTicket, words: Words): PathStep[] {
  const { ticket } = shown
  return [
    asked(shown, words),
    ...findWorkflow(ticket.workflow).steps.map((step) => approval(step, shown, words)),
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

function approval(step: Step, shown: ShownTicket, words: Words): PathStep {
  const { i18n, times } = words
  const { ticket, plan, people } = shown
  const label = i18n.t(`workflow.step.${step}`)
  const given = plan.signed[step]
  if (given?.decision === 'skipped') {
    const isBare = given.reason === 'nobody_else'
    return {
      state: isBare ? 'stopped' : 'done',
      glyph: 's-skip',
      label,
      name: i18n.t('ticket.path.skipped'),
      meta: i18n.t(`workflow.skip.${given.reason}`),
    }
  }
  const name = people.byId.get(given?.userId ?? 0)?.fullName
  if (given?.decision === 'rejected') {
    return {
      state: 'stopped',
      glyph: 's-stop',
      label,
      name: i18n.t('ticket.path.rejected_by', { name: name ?? '' }),
      meta: given.note ? `“${given.note}”` : times.moment(given.decidedAt),
    }
  }
  if (given) {
    const length = times.length(given.decidedAt.diff(given.dueAt, 'seconds').seconds)
    const after = i18n.t('ticket.path.after', { length })
    const by = given.channel === 'web' ? '' : `, ${i18n.t(`workflow.channel.${given.channel}`)}`
    return { state: 'done', glyph: 's-done', label, name, sign: true, meta: after + by }
  }
  if (ticket.waitingStep === step) return waiting(label, plan.planned[step]!, shown, words)
  const ahead = plan.planned[step]
  const glyph = 's-next'
  if (!ahead) return { state: 'next', glyph, label }
  if (ahead.skip) {
    const skipped = i18n.t('ticket.path.skipped')
    const meta = i18n.t(`workflow.skip.${ahead.skip}`)
    return { state: 'next', glyph: 's-skip', label, name: skipped, meta }
  }
  return {
    state: 'next',
    glyph,
    label,
    name: names(ahead, words),
    meta: i18n.t('ticket.path.then'),
  }
}

function waiting(label: string, plan: StepPlan, shown: ShownTicket, words: Words): PathStep {
  const { i18n, times } = words
  const { ticket, viewer } = shown
  const glyph = findWorkflow(ticket.workflow).statuses[ticket.status].glyph
  const since = times.age(ticket.statusSince)
  const base = { state: 'current' as const, glyph, label }
  if (plan.approvers.length === 0) {
    const name = i18n.t('ticket.path.nobody')
    return { ...base, tone: 'stop', name, meta: i18n.t('ticket.path.nobody_decides') }
  }
  if (plan.approvers.some(({ id }) => id === viewer.id)) {
    const meta = i18n.t('ticket.path.waits_you', { since })
    return { ...base, name: viewer.fullName, sign: true, mine: true, meta }
  }
  if (plan.byAdmins) {
    const name = i18n.t('ticket.path.an_admin')
    return { ...base, name, meta: i18n.t('ticket.path.admins_decide', { since }) }
  }
  const meta = i18n.t('ticket.path.waits', { name: firstNames(plan, words), since })
  return { ...base, name: names(plan, words), sign: true, meta }
}

/** "Ana Reyes", "Ana Reyes or Leo Tan", "Ana Reyes or 3 others". */
function names({ approvers, byAdmins }: StepPlan, { i18n }: Words): string {
  if (byAdmins) return i18n.t('ticket.path.an_admin')
  const [first, second] = approvers
  if (approvers.length <= 1) return first?.fullName ?? ''
  const others = approvers.length - 1
  return others === 1
    ? i18n.t('ticket.path.either', { first: first.fullName, second: second.fullName })
    : i18n.t('ticket.path.any', { first: first.fullName, others })
}

function firstNames(plan: StepPlan, words: Words): string {
  const approvers = plan.approvers.map(({ id, fullName }) => ({
    id,
    fullName: fullName.split(' ')[0],
  }))
  return names({ ...plan, approvers }, words)
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
      plan.hours === null ? '' : i18n.t('ticket.path.hours_after', { hours: plan.hours }),
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
