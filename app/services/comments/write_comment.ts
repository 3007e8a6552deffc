import { Invalid } from '#exceptions/refusals'
import clock from '#services/clock'
import { adoptFiles } from '#services/files/adopt_files'
import { uploadLimits } from '#services/files/limits'
import { stampFirstResponse } from '#services/tickets/stamp_first_response'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** What came with an answer by mail besides its words. */
export interface MailParts {
  /** The mail that was answered, as the answer repeated it. */
  quoted: string
  signature: string
  /** What of the mail was not taken, in words. */
  smallPrint: string
}

export interface WrittenComment {
  body: string
  parentId: number | null
  isInternal: boolean
  fileIds: number[]
  mail?: MailParts
}

/**
 * Writes a comment's row, gives it its files and counts both on the ticket. A note and its files are counted for nobody:
 * the counts on a ticket are those that everybody sees.
 * @returns the comment's id, and how many files it took
 */
export async function writeComment(
  locked: LockedTicket,
  comment: WrittenComment
): Promise<{ id: number; files: number }> {
  const { trx, ticket, by } = locked
  const [row] = await trx
    .table('comments')
    .insert({
      ticket_id: ticket.id,
      parent_id: comment.parentId,
      user_id: by!.id,
      body: comment.body,
      is_internal: comment.isInternal,
      is_by_mail: comment.mail !== undefined,
      quoted: comment.mail?.quoted || null,
      signature: comment.mail?.signature || null,
      small_print: comment.mail?.smallPrint || null,
      created_at: clock.now().toJSDate(),
    })
    .returning('id')
  const id: number = row.id ?? row
  const files = await takeFiles(locked, comment, id)
  if (!comment.isInternal) {
    await stampFirstResponse(locked)
    ticket.commentCount += 1
    ticket.lastCommentId = id
    // Talk changes no field that a form holds: the version that finds stale pages stays as it is. A note does not even
    // move the ticket in lists by their latest change: the requester would learn of it.
    ticket.updatedAt = clock.now()
  }
  await ticket.save()
  return { id, files }
}

async function takeFiles(
  { trx, ticket, by }: LockedTicket,
  { fileIds, isInternal }: WrittenComment,
  commentId: number
): Promise<number> {
  const before = ticket.attachmentCount
  const taken = await adoptFiles(trx, {
    ticket,
    userId: by!.id,
    fileIds,
    kind: 'comment',
    commentId,
  })
  if (!isInternal) return taken
  ticket.attachmentCount = before
  await refuseHeap(trx, ticket.id)
  return taken
}

/** The count on the ticket knows nothing of notes, so their files are counted where they lie; deliverables have limits of their own. */
async function refuseHeap(trx: LockedTicket['trx'], ticketId: number) {
  const { files: most } = await uploadLimits(trx)
  const { count } = await trx
    .from('attachments')
    .where('ticket_id', ticketId)
    .whereNot('kind', 'deliverable')
    .whereNull('removed_at')
    .count('* as count')
    .first()
  if (Number(count) > most) throw new Invalid('files', 'files.too_many', { most })
}
