import Approval from '#models/approval'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import clock from '#services/clock'
import { compareVersions } from '#services/tickets/history/compare_versions'
import { describeBrief } from '#services/tickets/history/describe_brief'
import { describeDecision } from '#services/tickets/history/describe_decision'
import { findHistoryTicket } from '#services/tickets/history/find_history_ticket'
import { historyPath } from '#services/tickets/history/history_question'
import { loadSnapshots, type Snapshot } from '#services/tickets/history/load_snapshots'
import { loadVersions } from '#services/tickets/history/load_story'
import { nameSnapshots } from '#services/tickets/history/name_snapshots'
import { renderText } from '#services/words/render_text'

interface Asked {
  version: number
  against?: number
  whole: boolean
}

/**
 * A brief as it was, and what it says otherwise than another version, in a constant number of queries.
 * @throws NotFound for strangers, and for a version that is not kept
 */
export async function showVersion(ticketId: number, viewer: User, asked: Asked, words: Words) {
  const { i18n, times } = words
  const { ticket } = await findHistoryTicket(ticketId, viewer)
  const { version, against } = asked
  const wanted = against && against !== version ? [version, against] : [version]
  const [snapshots, versions, decisions] = await Promise.all([
    loadSnapshots(ticketId, wanted),
    loadVersions(ticketId),
    Approval.query().where({ ticketId, briefVersion: version }).orderBy('id'),
  ])
  const names = await nameSnapshots(ticketId, snapshots, [
    ...snapshots.map((one) => one.actorId),
    ...decisions.map((decision) => decision.userId),
  ])
  const person = (id: number | null) => names.person(id ?? 0) ?? i18n.t('activity.desk')
  const about = (one: Snapshot) => ({
    version: one.version,
    by: person(one.actorId),
    at: times.moment(one.at),
    exact: `${times.exact(one.at)} (${times.zone})`,
    iso: times.iso(one.at),
  })
  const [shown, other] = snapshots
  const brief = describeBrief(shown, names, words)
  const pair = other ? [shown, other].sort((a, b) => a.version - b.version) : null
  const described = pair?.map((one) => (one === shown ? brief : describeBrief(one, names, words)))
  const path = historyPath(ticketId)
  const difference =
    pair && described
      ? {
          before: about(pair[0]),
          after: about(pair[1]),
          ...compareVersions(described[0], described[1], asked.whole),
          wholeHref: `${path}/versions/${version}?against=${against}&whole=1`,
        }
      : null
  return {
    ticket,
    now: clock.now(),
    path,
    about: about(shown),
    brief,
    html: renderText(brief.description),
    isCurrent: version === ticket.briefVersion,
    decisions: decisions.map((one) => ({
      ...describeDecision(one, person, words),
      at: times.moment(one.decidedAt),
      exact: `${times.exact(one.decidedAt)} (${times.zone})`,
      iso: times.iso(one.decidedAt),
    })),
    difference,
    isSameVersion: against === version,
    whole: asked.whole,
    choice: { version, against: against ?? Math.max(1, version - 1) },
    versions: versions.map((one) => ({
      value: one.version,
      label: i18n.t('versions.option', { version: one.version, at: times.moment(one.at) }),
    })),
  }
}
