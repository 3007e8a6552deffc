import type { Words } from '#services/activity/describe_activity'
import type { Fact } from '#services/tickets/show/describe_facts'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'

/** The facts beside a support ticket, those that it has. */
export function supportFacts(shown: ShownTicket, words: Words): Fact[] {
  const { i18n, times } = words
  const { ticket, names, people } = shown
  const fact = (key: string, value: string | null | undefined, more: Partial<Fact> = {}): Fact[] =>
    value ? [{ key, term: i18n.t(`ticket_support.facts.${key}`), value, ...more }] : []
  const time = (key: string, when: typeof ticket.createdAt | null) =>
    fact(key, times.moment(when), { at: times.iso(when) })
  const editor = people.byId.get(ticket.briefChangedBy ?? 0)
  const isChanged = ticket.briefVersion > 1
  return [
    deadline(shown, words),
    ...firstResponse(shown, words),
    ...fact('estimate', ticket.estimatedHours ? times.allowed(ticket.estimatedHours) : null),
    ...time('created', ticket.createdAt),
    ...time('started', ticket.startedAt),
    ...time('resolved', ticket.resolvedAt),
    ...time('closed', ticket.closedAt),
    ...fact(
      'reopened',
      ticket.reopenCount > 0 ? i18n.t('ticket_support.times', { count: ticket.reopenCount }) : null
    ),
    ...fact('type', names.type, {
      note: names.parentType
        ? i18n.t('ticket_support.part_of', { type: names.parentType })
        : undefined,
    }),
    ...fact('priority', i18n.t(`workflow.priority.${ticket.priority}`)),
    ...fact('handled_by', names.handlingDepartment),
    ...fact('requested_by', names.requestingDepartment),
    ...fact(
      'brief',
      isChanged ? i18n.t('ticket.facts.version', { version: ticket.briefVersion }) : null,
      { note: editor && i18n.t('ticket.facts.by', { name: editor.firstName }) }
    ),
  ]
}

/** Until when it should be resolved: what is left, kept or missed; a clock that stands still has no date. */
function deadline({ ticket, timeLeft }: ShownTicket, { i18n, times }: Words): Fact {
  const say = (key: string, values = {}) => i18n.t(`ticket_support.facts.${key}`, values)
  const base = { key: 'deadline', term: say('deadline') }
  const isFinished = findWorkflow(ticket.workflow).statuses[ticket.status].isFinished
  if (isFinished) {
    const end = ticket.resolvedAt
    if (!end) return { ...base, value: say('not_needed') }
    if (!ticket.deadlineAt) return { ...base, value: say(ticket.deadlineHours ? 'kept' : 'none') }
    const rest = ticket.deadlineAt.diff(end, 'seconds').seconds
    const length = times.length(Math.abs(rest))
    const note = i18n.t(`ticket.facts.${rest < 0 ? 'missed' : 'kept'}`, { length })
    const at = times.iso(ticket.deadlineAt)
    return { ...base, value: times.moment(ticket.deadlineAt), note, at }
  }
  if (timeLeft !== null) {
    const note = say('left', { length: times.length(timeLeft) })
    return { ...base, value: say('stopped'), note }
  }
  if (!ticket.deadlineAt) return { ...base, value: say('none') }
  const value = times.moment(ticket.deadlineAt)
  const due = times.due(ticket.deadlineAt)
  const note = due.text === value ? undefined : due.text
  return { ...base, value, note, at: times.iso(ticket.deadlineAt), due }
}

/** The first answer of the people who work on it: given, due, late, or no longer needed. */
function firstResponse({ ticket }: ShownTicket, { i18n, times }: Words): Fact[] {
  const { firstResponseAt: given, responseDueAt: due } = ticket
  const say = (key: string, values = {}) => i18n.t(`ticket_support.facts.${key}`, values)
  const base = { key: 'first_response', term: say('first_response') }
  if (given) {
    const late = due ? given.diff(due, 'seconds').seconds : 0
    const length = times.length(given.diff(ticket.createdAt, 'seconds').seconds)
    const note =
      late > 0
        ? say('answered_late', { length, late: times.length(late) })
        : say('answered', { length })
    return [{ ...base, value: times.moment(given), at: times.iso(given), note }]
  }
  if (!due || findWorkflow(ticket.workflow).statuses[ticket.status].isFinished) return []
  const value = times.moment(due)
  const words = times.due(due)
  const note = words.text === value ? undefined : words.text
  return [{ ...base, value, note, at: times.iso(due), due: words }]
}
