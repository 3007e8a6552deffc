import type { Words } from '#services/activity/describe_activity'
import { supportFacts } from '#services/tickets/show/support_facts'
import type { ShownItem, ShownTicket } from '#services/tickets/show/shown_ticket'
import { findWorkflow } from '#workflows/index'
import type { DueWords } from '#services/words/time_words'

export interface Fact {
  key: string
  term: string
  value: string
  note?: string
  /** An exact time for machines and on hover. */
  at?: string
  due?: DueWords | null
}

/** What each workflow tells beside its tickets. */
const facts: Record<string, (shown: ShownTicket, words: Words) => Fact[]> = {
  creative: creativeFacts,
  support: supportFacts,
}

/** The facts beside a ticket, those that it has. */
export function describeFacts(shown: ShownTicket, words: Words): Fact[] {
  return facts[shown.ticket.workflow](shown, words)
}

function creativeFacts(shown: ShownTicket, words: Words): Fact[] {
  const { i18n, times } = words
  const { ticket, names, people } = shown
  const fact = (key: string, value: string | null | undefined, more: Partial<Fact> = {}) =>
    value ? [{ key, term: i18n.t(`ticket.facts.${key}`), value, ...more }] : []
  const time = (key: string, when: typeof ticket.createdAt | null, note?: string) =>
    fact(key, times.moment(when), { at: times.iso(when), ...(note ? { note } : {}) })
  const by = (id: number | null) => {
    const person = people.byId.get(id ?? 0)
    return person ? i18n.t('ticket.facts.by', { name: person.firstName }) : undefined
  }
  return [
    ...deadline(shown, words),
    ...schedule(shown, words),
    ...fact('estimate', ticket.estimatedHours ? times.allowed(ticket.estimatedHours) : null),
    ...time('started', ticket.startedAt),
    ...time('completed', ticket.completedAt),
    ...time('actual_end', ticket.actualEnd),
    ...fact('revisions', ticket.revisionCount ? String(ticket.revisionCount) : null),
    ...fact('type', names.type),
    ...fact('priority', i18n.t(`workflow.priority.${ticket.priority}`)),
    ...fact('product', names.product),
    ...fact('output', output(shown, words)),
    ...fact('format', ticket.fileFormat && i18n.t(`workflow.file_format.${ticket.fileFormat}`)),
    ...fact('requested_by', names.requestingDepartment),
    ...fact('handled_by', names.handlingDepartment),
    ...fact('brief', i18n.t('ticket.facts.version', { version: ticket.briefVersion }), {
      note: ticket.briefVersion > 1 ? by(ticket.briefChangedBy) : undefined,
    }),
    ...time('created', ticket.createdAt),
  ]
}

function deadline(shown: ShownTicket, words: Words): Fact[] {
  const { i18n, times } = words
  const { ticket, names, plan } = shown
  const term = i18n.t('ticket.facts.deadline')
  const status = findWorkflow(ticket.workflow).statuses[ticket.status]
  const say = (value: string, note?: string): Fact[] => [{ key: 'deadline', term, value, note }]
  if (ticket.deadlineAt) {
    const at = times.iso(ticket.deadlineAt)
    const value = times.moment(ticket.deadlineAt)
    if (ticket.completedAt && status.isFinished) {
      const rest = ticket.deadlineAt.diff(ticket.completedAt, 'seconds').seconds
      const length = times.length(Math.abs(rest))
      const key = names.isScheduled ? null : rest < 0 ? 'missed' : 'kept'
      const note = key ? i18n.t(`ticket.facts.${key}`, { length }) : undefined
      return [{ key: 'deadline', term, value, note, at }]
    }
    const due = times.due(ticket.deadlineAt)
    const note = due.text === value ? undefined : due.text
    return [{ key: 'deadline', term, value, note, at, due }]
  }
  if (ticket.isRefused) return say(i18n.t('ticket.facts.no_clock'))
  if (ticket.scheduledEnd)
    return say(times.moment(ticket.scheduledEnd), i18n.t('ticket.facts.as_planned'))
  if (names.isScheduled) return say(i18n.t('ticket.facts.no_end'))
  if (plan.hours === null) return say(i18n.t('ticket.facts.no_rule'))
  const key = status.inQueue ? 'hours_after_assignment' : 'hours_after_approval'
  const about = times.moment(plan.about)
  return say(
    i18n.t(`ticket.facts.${key}`, { length: times.allowed(plan.hours) }),
    i18n.t(status.inQueue ? 'ticket.facts.about_assigned' : 'ticket.facts.about', { at: about })
  )
}

function schedule({ ticket }: ShownTicket, { i18n, times }: Words): Fact[] {
  if (!ticket.scheduledStart) return []
  const at = times.iso(ticket.scheduledStart)
  const end = ticket.scheduledEnd
    ? i18n.t('ticket.facts.until', { at: times.moment(ticket.scheduledEnd) })
    : undefined
  const value = times.moment(ticket.scheduledStart)
  return [{ key: 'scheduled', term: i18n.t('ticket.facts.scheduled'), value, note: end, at }]
}

function output(shown: ShownTicket, words: Words): string | null {
  const { ticket, items } = shown
  if (items.length > 0) return splitOf(items, words)
  if (!ticket.criteria && !ticket.quantity) return null
  const criteria = ticket.criteria ? words.i18n.t(`workflow.criteria.${ticket.criteria}`) : ''
  return ticket.quantity ? `${ticket.quantity} ${criteria.toLowerCase()}`.trim() : criteria
}

/** "10 video, 6 image". */
export function splitOf(items: ShownItem[], { i18n }: Words): string {
  const sums = new Map<string, number>()
  for (const { criteria, quantity } of items) {
    if (criteria) sums.set(criteria, (sums.get(criteria) ?? 0) + quantity)
  }
  return ['video', 'image']
    .filter((criteria) => sums.has(criteria))
    .map(
      (criteria) => `${sums.get(criteria)} ${i18n.t(`workflow.criteria.${criteria}`).toLowerCase()}`
    )
    .join(', ')
}
