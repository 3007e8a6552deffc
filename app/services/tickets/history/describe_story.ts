import type { Words } from '#services/activity/describe_activity'
import { describeDecision } from '#services/tickets/history/describe_decision'
import { historyPath } from '#services/tickets/history/history_question'
import type { HistoryTicket } from '#services/tickets/history/find_history_ticket'
import type { BriefVersion, Story } from '#services/tickets/history/load_story'
import { findWorkflow } from '#workflows/index'

/** So many versions and decisions stand open; the earlier ones unfold. */
const SHOWN = 5

/** The minute's summary above a history: asked, brief versions, decisions, and where it stands now. */
export function describeStory(
  { ticket }: HistoryTicket,
  { versions, decisions }: Story,
  names: Map<number, string>,
  words: Words
) {
  const { i18n, times } = words
  const person = (id: number | null) => names.get(id ?? 0) ?? i18n.t('activity.desk')
  const moment = (when: Parameters<typeof times.moment>[0]) => ({
    at: times.moment(when),
    exact: `${times.exact(when)} (${times.zone})`,
    iso: times.iso(when),
  })
  const path = historyPath(ticket.id)
  const all = versions.map((one) => describeVersion(one, path, person, moment(one.at), words))
  return {
    asked: { by: person(ticket.requesterId), ...moment(ticket.createdAt) },
    versions: all.slice(-SHOWN).reverse(),
    earlierVersions: all.slice(0, -SHOWN).reverse(),
    versionCount: ticket.briefVersion,
    compare:
      all.length > 1
        ? `${path}/versions/${versions.at(-1)!.version}?against=${versions[0].version}`
        : null,
    decisions: decisions
      .slice(-SHOWN)
      .reverse()
      .map((one) => ({ ...describeDecision(one, person, words), ...moment(one.decidedAt) })),
    moreDecisions: Math.max(0, decisions.length - SHOWN),
    now: {
      ...statusNow(ticket, words),
      since: times.age(ticket.statusSince),
      assignee: ticket.assigneeId ? person(ticket.assigneeId) : null,
      isProposed: ticket.isProposed,
      rollbacks: ticket.rollbackCount,
      trashed: ticket.deletedAt
        ? { by: person(ticket.deletedBy), ...moment(ticket.deletedAt) }
        : null,
    },
  }
}

function describeVersion(
  { version, actorId, action }: BriefVersion,
  path: string,
  person: (id: number | null) => string,
  moment: object,
  { i18n }: Words
) {
  const known = ['created', 'updated', 'sent_back', 'rolled_back'].includes(action)
  return {
    version,
    href: `${path}/versions/${version}`,
    by: person(actorId),
    how: i18n.t(`history.made.${known ? action : 'updated'}`),
    ...moment,
  }
}

function statusNow(ticket: HistoryTicket['ticket'], { i18n }: Words) {
  const { tone, glyph } = findWorkflow(ticket.workflow).statuses[ticket.status]
  const words = `workflow.${ticket.workflow}.status`
  if (ticket.isConfirmed) return { tone, glyph: 's-confirmed', label: i18n.t(`${words}.confirmed`) }
  return { tone, glyph, label: i18n.t(`${words}.${ticket.status}`) }
}
