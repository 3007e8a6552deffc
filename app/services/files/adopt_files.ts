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

/**
 * Numbers the names of files that their new ticket has already. A file that everybody sees gives way to those alone: a
 * number would tell that a note has a file of this name.
 */
export async function giveFreeNames(
  trx: TransactionClientContract,
  ticketId: number,
  files: { id: number }[]
) {
  const rows: NamedFile[] = await trx
    .from('attachments')
    .leftJoin('comments', 'comments.id', 'attachments.comment_id')
    .where('attachments.ticket_id', ticketId)
    .whereNull('attachments.removed_at')
    .orderBy('attachments.id')
    .select('attachments.id', 'name', 'comments.is_internal')
  const isNew = new Set(files.map(({ id }) => id))
  const all = new Set<string>()
  const seenByAll = new Set<string>()
  const keep = (name: string, { is_internal: isHidden }: NamedFile) => {
    all.add(name)
    if (!isHidden) seenByAll.add(name)
  }
  for (const row of rows.filter(({ id }) => !isNew.has(id))) keep(row.name, row)
  for (const row of rows.filter(({ id }) => isNew.has(id))) {
    const free = freeName(row.name, row.is_internal ? all : seenByAll)
    keep(free, row)
    if (free !== row.name) await trx.from('attachments').where('id', row.id).update({ name: free })
  }
}

interface NamedFile {
  id: number
  name: string
  /** Belongs to a note; null for a file that is no comment's. */
  is_internal: boolean | null
}
