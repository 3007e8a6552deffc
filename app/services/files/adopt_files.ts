import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { AttachmentKind } from '#models/attachment'
import { freeName } from '#services/files/clean_name'
import { uploadLimits } from '#services/files/limits'

export interface Adoption {
  ticket: Ticket
  userId: number
  fileIds: number[]
  kind: AttachmentKind
  commentId?: number
}

/**
 * Gives files that a person uploaded beforehand to a ticket or comment. Only his own files without a ticket are taken;
 * unknown ids are passed over. A name that the ticket already has gets a number. Counts them on the ticket without
 * saving it.
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
    .update({ ticket_id: ticket.id, kind, comment_id: commentId ?? null }, ['id', 'name'])
  const { files: most } = await uploadLimits(trx)
  if (ticket.attachmentCount + taken.length > most) {
    throw new Invalid('files', 'files.too_many', { most })
  }
  await giveFreeNames(trx, ticket.id, taken)
  ticket.attachmentCount += taken.length
  return taken.length
}

/** Numbers the names of files that their new ticket has already. */
export async function giveFreeNames(
  trx: TransactionClientContract,
  ticketId: number,
  files: { id: number; name: string }[]
) {
  const ids = files.map((file) => file.id)
  const rows = await trx
    .from('attachments')
    .where('ticket_id', ticketId)
    .whereNull('removed_at')
    .whereNotIn('id', ids)
    .select('name')
  const names = new Set<string>(rows.map((row) => row.name))
  for (const { id, name } of files.sort((a, b) => a.id - b.id)) {
    const free = freeName(name, names)
    names.add(free)
    if (free !== name) await trx.from('attachments').where('id', id).update({ name: free })
  }
}
