import { NotFound } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import type { OpenReview } from '#services/guests/read_guest_link'

/**
 * A version of what a link shows; no other file of the ticket.
 * @throws NotFound
 */
export async function findGuestFile(
  { ticket, deliverables }: OpenReview,
  id: number
): Promise<Attachment> {
  const file = await Attachment.query()
    .where({ id, ticketId: ticket.id, kind: 'deliverable' })
    .whereIn(
      'deliverableId',
      deliverables.map((one) => one.id)
    )
    .whereNull('removedAt')
    .first()
  if (!file) throw new NotFound()
  return file
}
