import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import type { Words } from '#services/activity/describe_activity'
import { iconOf } from '#services/words/file_words'
import type { GuestVisit } from '#services/guests/open_visit'

/** What the page of a link shows one guest: what he may open, and his own talk with the desk. Four queries. */
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

/** Open pins of each deliverable that he sees. */
async function openPins({ guest, deliverables }: GuestVisit): Promise<Map<number, number>> {
  const rows = await db
    .from('pins')
    .whereIn(
      'deliverable_id',
      deliverables.map(({ id }) => id)
    )
    .whereNull('resolved_at')
    .where((query) => query.whereNull('guest_id').orWhere('guest_id', guest.id))
    .groupBy('deliverable_id')
    .select('deliverable_id')
    .count('* as count')
  return new Map(rows.map((row) => [row.deliverable_id, Number(row.count)]))
}

/** His newest advice on each version. */
async function ownDecisions({ guest }: GuestVisit): Promise<Map<number, string>> {
  const rows = await db
    .from('proof_decisions')
    .where('guest_id', guest.id)
    .orderBy('id')
    .select('attachment_id', 'decision')
  return new Map(rows.map((row) => [row.attachment_id, row.decision]))
}

/** What he wrote and what was answered to him; whoever answers is a first name. */
async function ownThread({ guest }: GuestVisit, { i18n, times }: Words) {
  const rows = await db
    .from('guest_messages as m')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .where((query) => query.where('m.guest_id', guest.id).orWhere('m.to_guest_id', guest.id))
    .where('m.guest_review_id', guest.guestReviewId)
    .orderBy('m.id')
    .select('m.guest_id', 'm.body', 'm.created_at', 'u.first_name')
  return rows.map((row) => ({
    isOwn: row.guest_id !== null,
    name:
      row.guest_id !== null
        ? i18n.t('guests.review.you')
        : row.first_name || env.get('ORGANISATION', 'Countersign'),
    body: row.body,
    at: times.moment(row.created_at),
    exact: times.exact(row.created_at),
    iso: times.iso(row.created_at),
  }))
}
