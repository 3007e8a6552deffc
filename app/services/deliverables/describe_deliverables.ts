import type { Words } from '#services/activity/describe_activity'
import type { ListedDeliverable } from '#services/deliverables/list_deliverables'
import { clockOf, pinHref, placeOf } from '#services/deliverables/word_pin'
import { describePreflight } from '#services/preflight/describe_preflight'
import { saidDecision } from '#services/proofing/said_decision'
import { mayInvite } from '#services/guests/may_invite'
import type { ShownTicket } from '#services/tickets/show_ticket'
import { excerptOf } from '#services/words/excerpt_of'
import { iconOf } from '#services/words/file_words'
import { sizeOf } from '#services/words/size_of'
import { findWorkflow } from '#workflows/index'
import { concerns, transitionNamed, whyNot, type OpenTransition } from '#workflows/workflow'

/** Open pins that stand below the pictures; the others are counted. */
const PINS = 5

/**
 * What was made, in words for its viewer; null where there is nothing to show and nothing to put on.
 */
export function describeDeliverables(shown: ShownTicket, words: Words) {
  const { ticket, standing, deliverables, names } = shown
  const { i18n } = words
  const workflow = findWorkflow(ticket.workflow)
  const deliver = transitionNamed(workflow, 'deliver')
  if (!deliver) return null
  const shut = whyNot(workflow, 'deliver', standing)
  const isConcerned = concerns(deliver, standing)
  const isSoon = isConcerned && ticket.status === workflow.afterSteps && ticket.assigneeId !== null
  const mayAdd = shut === null
  if (deliverables.length === 0 && !mayAdd && !isSoon) return null
  const complete = shown.moves.find(({ transition }) => transition.name === 'complete')
  return {
    action: `/tickets/${ticket.id}/deliverables`,
    count: deliverables.length,
    said: deliverables.length ? i18n.t('deliverables.count', { count: deliverables.length }) : '',
    none: i18n.t(`deliverables.${names.asksForDeliverable ? 'none_required' : 'none'}`),
    mayAdd,
    /** Why nothing can be put on, for those who do the work; what is open, for whoever may confirm it. */
    why:
      shut && isConcerned
        ? i18n.t(`refusals.${workflow.key}.deliver.${shut.code}`)
        : openAtConfirm(shown, words),
    items: deliverables.map((one) => describeOne(one, shown, words, mayAdd)),
    links: deliverables.length > 0 ? linksOf(shown, words) : [],
    openPins: ticket.openPins,
    pins: describePins(shown, words),
    /** Whoever completes it is told what comes next where he has just put on what was made. */
    hint: mayAdd && deliverables.length > 0 && complete ? hintOf(shown, complete, words) : null,
  }
}

/** All files at once; what was made on paper: many pictures on a sheet, and all that was said of them; and who sees it by a link. */
function linksOf({ ticket, standing }: ShownTicket, { i18n }: Words) {
  const papers = [
    { page: 'files.zip', key: 'deliverables.download', icon: 'download' },
    { page: 'contact-sheet', key: 'proof_paper.sheet', icon: 'layout-grid' },
    { page: 'proof-report', key: 'proof_paper.report', icon: 'printer' },
  ].map(({ page, key, icon }) => ({
    href: `/tickets/${ticket.id}/${page}`,
    label: i18n.t(key),
    icon,
  }))
  if (!mayInvite(standing)) return papers
  const guests = {
    href: `/tickets/${ticket.id}/guests`,
    label: i18n.t('guests.offer'),
    icon: 'users',
  }
  return [guests, ...papers]
}

function hintOf({ ticket, people }: ShownTicket, complete: OpenTransition, { i18n }: Words) {
  // The button is gone meanwhile, and what holds it up stands just above.
  const code = complete.why?.code
  if (code === 'requires_preflight_passed' || code === 'requires_preflight_read')
    return i18n.t(`refusals.${ticket.workflow}.complete.${code}`)
  if (!complete.allowed) return null
  if (ticket.openPins > 0) return i18n.t('deliverables.complete_open', { count: ticket.openPins })
  const name = people.byId.get(ticket.requesterId)?.firstName ?? ''
  return i18n.t('deliverables.complete_hint', { name })
}

function openAtConfirm({ ticket, moves }: ShownTicket, { i18n }: Words): string | null {
  const confirm = moves.find(({ transition }) => transition.name === 'confirm')
  if (!confirm?.allowed || ticket.openPins === 0) return null
  return i18n.t('deliverables.confirm_open', { count: ticket.openPins })
}

function describeOne(
  one: ListedDeliverable,
  { ticket }: ShownTicket,
  { i18n, times }: Words,
  mayChange: boolean
) {
  const { current } = one
  const href = `/tickets/${ticket.id}/deliverables/${one.id}`
  const file = `/tickets/${ticket.id}/attachments/${current.id}`
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

function describePins({ ticket, openPins }: ShownTicket, { i18n }: Words) {
  const shown = openPins.map((pin) => ({
    number: pin.number,
    deliverable: pin.deliverable,
    href: pinHref(ticket.id, pin),
    label: i18n.t('deliverables.pin_of', { number: pin.number, name: pin.deliverable }),
    where: [i18n.t('deliverables.pin.version', { version: pin.version }), placeOf(pin, i18n)]
      .filter(Boolean)
      .join(', '),
    author: pin.isGuest ? i18n.t('deliverables.guest', { name: pin.author }) : pin.author,
    text: excerptOf(pin.body, 160).text,
  }))
  return {
    all: shown,
    first: shown.slice(0, PINS),
    more: ticket.openPins - Math.min(shown.length, PINS),
  }
}
