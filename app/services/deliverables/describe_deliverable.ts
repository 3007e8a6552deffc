import type { Words } from '#services/activity/describe_activity'
import type { ListedDeliverable } from '#services/deliverables/list_deliverables'
import { clockOf } from '#services/deliverables/word_pin'
import { describePreflight } from '#services/preflight/describe_preflight'
import { saidDecision } from '#services/proofing/said_decision'
import { iconOf } from '#services/words/file_words'
import { sizeOf } from '#services/words/size_of'

/** One thing made, as it stands on its ticket: its newest version, what was decided on it, and what may be done with it. */
export function describeDeliverable(
  one: ListedDeliverable,
  ticketId: number,
  { i18n, times }: Words,
  mayChange: boolean
) {
  const { current } = one
  const href = `/tickets/${ticketId}/deliverables/${one.id}`
  const file = `/tickets/${ticketId}/attachments/${current.id}`
  const size = sizeOf(current.bytes, i18n.locale)
  const facts = i18n.t('deliverables.version_of', { versions: one.versions, size })
  return {
    id: one.id,
    name: one.name,
    href,
    versions: one.versions,
    next: one.versions + 1,
    thumbnail: current.hasThumbnail ? `${file}/thumbnail` : null,
    icon: iconOf(current.mime),
    detail:
      current.preview === 'waiting' && !current.hasThumbnail
        ? `${facts}, ${i18n.t('deliverables.waiting')}`
        : facts,
    tag: current.durationMs ? clockOf(current.durationMs) : null,
    by: current.uploader,
    at: times.moment(current.createdAt),
    exact: times.exact(current.createdAt),
    openPins: one.openPins,
    decision: one.decision && { ...saidDecision(one.decision, { i18n }), by: one.decidedBy },
    preflight: describePreflight(current, i18n),
    versionsHref: mayChange ? `${href}/versions` : null,
    removeHref: mayChange && !one.isJudged ? `${href}/remove` : null,
  }
}
