import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import type { Words } from '#services/activity/describe_activity'
import type { GuestVisit } from '#services/guests/open_visit'

/** Open pins of each deliverable that he sees. */
export async function openPins({ guest, deliverables }: GuestVisit): Promise<Map<number, number>> {
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
export async function ownDecisions({ guest }: GuestVisit): Promise<Map<number, string>> {
  const rows = await db
    .from('proof_decisions')
    .where('guest_id', guest.id)
    .orderBy('id')
    .select('attachment_id', 'decision')
  return new Map(rows.map((row) => [row.attachment_id, row.decision]))
}

/** What he wrote and what was answered to him; whoever answers is a first name. */
export async function ownThread({ guest }: GuestVisit, { i18n, times }: Words) {
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
