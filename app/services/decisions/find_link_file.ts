import { NotFound } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
import type { DecisionLink } from '#services/decisions/read_decision_link'
import { findAttachment } from '#services/files/find_attachment'

/**
 * A file of the brief that an open link leads to; nothing else of the ticket.
 * @throws NotFound
 */
export async function findLinkFile(link: DecisionLink | null, id: number): Promise<Attachment> {
  if (link?.state !== 'open') throw new NotFound()
  const file = await findAttachment(link.row.ticketId, id, link.person)
  if (file.kind !== 'brief') throw new NotFound()
  return file
}
