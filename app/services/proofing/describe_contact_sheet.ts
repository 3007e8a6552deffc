import type { Words } from '#services/activity/describe_activity'
import type { ListedDeliverable } from '#services/deliverables/list_deliverables'
import { clockOf } from '#services/deliverables/word_pin'
import { saidDecision } from '#services/proofing/said_decision'
import { iconOf } from '#services/words/file_words'
import { sizeOf } from '#services/words/size_of'

/** One picture of a contact sheet: what it is called, which version, its facts, and what was said of it. */
export function describeContactSheet(item: ListedDeliverable, ticketId: number, words: Words) {
  const { current } = item
  const { i18n, times } = words
  const file = `/tickets/${ticketId}/attachments/${current.id}`
  const facts = [
    current.width && current.height ? `${current.width} × ${current.height}` : null,
    current.durationMs ? clockOf(current.durationMs) : null,
    current.pages ? i18n.t('proof.pages', { count: current.pages }) : null,
    sizeOf(current.bytes, i18n.locale),
  ]
  return {
    name: item.name,
    href: `/tickets/${ticketId}/deliverables/${item.id}`,
    picture: current.hasThumbnail ? `${file}/thumbnail` : null,
    icon: iconOf(current.mime),
    version: i18n.t('proof.version', { version: item.versions }),
    facts: facts.filter(Boolean).join(', '),
    by: current.uploader,
    at: times.moment(current.createdAt),
    openPins: item.openPins,
    decision: item.decision && saidDecision(item.decision, words),
    decidedBy: item.decidedBy,
  }
}
