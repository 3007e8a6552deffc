import env from '#start/env'
import type { Words } from '#services/activity/describe_activity'
import { openPins, ownDecisions, ownThread } from '#services/guests/own_words'
import { iconOf } from '#services/words/file_words'
import type { GuestVisit } from '#services/guests/open_visit'

/** What the page of a link shows one guest: what he may open, and his own talk with the desk. Three queries. */
export async function openReviewPage(visit: GuestVisit, base: string, words: Words) {
  const { review, guest, deliverables } = visit
  const { i18n, times } = words
  const decisions = await ownDecisions(visit)
  const pins = await openPins(visit)
  return {
    base,
    label: review.label,
    name: guest.name,
    until: i18n.t('guests.review.until', {
      until: times.moment(review.expiresAt),
      zone: times.zone,
    }),
    organisation: env.get('ORGANISATION', 'Countersign'),
    files: deliverables
      .filter(({ current }) => current)
      .map(({ id, name, versions, current }) => {
        const decision = decisions.get(current.id)
        return {
          href: `${base}/deliverables/${id}`,
          name,
          version: i18n.t('guests.review.version', { version: versions }),
          icon: iconOf(current.mime),
          src: current.thumbnailKey ? `${base}/files/${current.id}/thumbnail` : null,
          pins: i18n.t('guests.review.pins', { count: pins.get(id) ?? 0 }),
          decision: decision
            ? i18n.t('guests.review.decided', {
                decision: i18n.t(`guests.review.decision.${decision}`),
              })
            : i18n.t('guests.review.not_decided'),
          isDecided: decision !== undefined,
        }
      }),
    messages: await ownThread(visit, words),
  }
}
