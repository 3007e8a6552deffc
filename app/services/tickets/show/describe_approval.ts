import type { Words } from '#services/activity/describe_activity'
import type { PathStep } from '#services/tickets/show/describe_path'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import type { StepPlan } from '#services/tickets/plan_step'
import { findWorkflow } from '#workflows/index'
import type { Step } from '#workflows/workflow'

/** One approval step of the path: signed, refused, skipped, waiting (for whom, since when) or still to come. */
export function describeApproval(step: Step, shown: ShownTicket, words: Words): PathStep {
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
