import { NotFound } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import Deliverable from '#models/deliverable'
import type User from '#models/user'
import { findStanding, type FoundStanding } from '#services/tickets/find_standing'

export interface FoundDeliverable extends FoundStanding {
  deliverable: Deliverable
  /** Its versions, the newest first. */
  versions: Attachment[]
  /** The version that was asked for, else the newest. */
  shown: Attachment
}

/**
 * A deliverable of a ticket that this person may see, with its versions and what he is to the ticket.
 * @throws NotFound for strangers, for removed ones, for tickets in the trash and for a version that does not exist
 */
export async function findDeliverable(
  ticketId: number,
  id: number,
  viewer: User,
  version?: number
): Promise<FoundDeliverable> {
  const found = await findStanding(ticketId, viewer)
  const deliverable = await Deliverable.query()
    .where({ id, ticketId })
    .whereNull('removedAt')
    .first()
  if (!deliverable) throw new NotFound()
  const versions = await loadVersions(id)
  const shown = version ? versions.find((one) => one.version === version) : versions[0]
  if (!shown) throw new NotFound()
  return { ...found, deliverable, versions, shown }
}

/** The versions of a deliverable, the newest first. */
export async function loadVersions(deliverableId: number): Promise<Attachment[]> {
  return Attachment.query()
    .where('deliverableId', deliverableId)
    .whereNull('removedAt')
    .preload('uploader')
    .orderBy('version', 'desc')
}
