import type GuestReview from '#models/guest_review'
import { recordAudit } from '#services/activity/record_audit'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** The audit stays when the ticket is purged, so it names the link by its number and nothing that was written. */
export async function auditLink(
  { trx, ticket, actor }: LockedTicket,
  { id }: GuestReview,
  action: string,
  changes: { field: string; before: string | null; after: string | null }[] = []
): Promise<void> {
  await recordAudit(trx, {
    actor,
    action,
    subjectType: 'guest_link',
    subjectId: id,
    subjectLabel: `#${ticket.id}`,
    changes,
  })
}
