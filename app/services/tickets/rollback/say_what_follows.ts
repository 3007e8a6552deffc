import type Ticket from '#models/ticket'
import type { Words } from '#services/activity/describe_activity'
import type { RollbackPlan } from '#services/tickets/rollback/plan_rollback'

/** What a rollback brings with it beyond the fields, one sentence each: who is asked, what no longer counts, what stays. */
export function sayWhatFollows(
  ticket: Ticket,
  plan: RollbackPlan,
  names: Map<number, string>,
  { i18n }: Words
): string[] {
  const { landing, outcome, voids, brief, people } = plan
  const { waiting, skipped } = landing
  const said: string[] = []
  const say = (key: string, values: Record<string, string | number> = {}) =>
    said.push(i18n.t(`rollback.follows.${key}`, values))
  const stepName = (step: string) => i18n.t(`workflow.step.${step}`).toLowerCase()
  if (plan.isBriefChanged) say('version', { version: ticket.briefVersion + 1 })
  if (voids.length > 0) say('void', { count: voids.length })
  if (outcome.kind === 'enters' && outcome.keeps.length > 0) {
    say('kept', { step: stepName(outcome.keeps[0]) })
  }
  for (const { step, reason } of skipped) {
    say('skipped', { step: stepName(step), reason: i18n.t(`workflow.skip.${reason}`) })
  }
  if (waiting) {
    const asked = waiting.approvers.map(({ fullName }) => fullName)
    say(asked.length > 0 ? 'asked' : 'asked_nobody', { names: i18n.formatList(asked) })
  }
  const assignee = names.get(ticket.assigneeId ?? 0)
  const isProposal = waiting !== null && ticket.assignedAt !== null
  if (isProposal && assignee && people.assigneeId === ticket.assigneeId) {
    say('proposed', { name: assignee })
  }
  if (ticket.startedAt && plan.endsWork) say('work')
  if (plan.endsConfirmation) say('confirmation', { name: names.get(ticket.requesterId) ?? '' })
  if (ticket.deadlineAt && waiting) say('deadline')
  if (brief.type.id !== ticket.requestTypeId) say('type', { name: brief.type.name })
  return said
}
