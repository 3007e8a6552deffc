import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { AttachmentKind } from '#models/attachment'
import { MOST_FILES } from '#services/files/limits'

export interface Adoption {
  ticket: Ticket
  userId: number
  fileIds: number[]
  kind: AttachmentKind
  commentId?: number
}

/**
 * Gives files that a person uploaded beforehand to a ticket or comment. Only his own files without a ticket are taken;
 * unknown ids are passed over. Counts them on the ticket without saving it.
 * @returns how many were taken
 * @throws Invalid 422 when the ticket would hold too many files
 */
export async function adoptFiles(
  trx: TransactionClientContract,
  { ticket, userId, fileIds, kind, commentId }: Adoption
): Promise<number> {
  if (fileIds.length === 0) return 0
  const taken = await trx
    .from('attachments')
    .whereIn('id', fileIds)
    .where('uploader_id', userId)
    .whereNull('ticket_id')
    .whereNull('removed_at')
    .update({ ticket_id: ticket.id, kind, comment_id: commentId ?? null }, ['id'])
  if (ticket.attachmentCount + taken.length > MOST_FILES) {
    throw new Invalid('files', 'files.too_many', { most: MOST_FILES })
  }
  ticket.attachmentCount += taken.length
  return taken.length
}
