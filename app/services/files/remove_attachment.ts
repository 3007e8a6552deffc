import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { findAttachment } from '#services/files/find_attachment'
import { briefOf } from '#services/tickets/brief_of'
import { editBrief } from '#services/tickets/edit_brief'
import { findTicket } from '#services/tickets/find_ticket'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Takes a file from a ticket; it can no longer be opened, the history keeps its name. A file of the brief is part of the
 * brief: taking it away edits it (with its rights, and approvals start again). A comment's file goes by its author.
 * @throws NotFound, Refusal 403, Conflict 409
 */
export async function removeAttachment(ticketId: number, id: number, actor: Actor): Promise<void> {
  const file = await findAttachment(ticketId, id, actor.by!)
  if (file.kind === 'brief') {
    const ticket = await findTicket(ticketId, actor.by!)
    const brief = await briefOf(ticket)
    await editBrief(
      ticketId,
      { ...brief, lockVersion: ticket.lockVersion, removedFileIds: [id] },
      actor
    )
    return
  }
  if (file.kind !== 'comment' || file.uploaderId !== actor.by!.id) {
    throw new Refusal('files.remove_not_yours')
  }
  await removeCommentFile(ticketId, id, actor)
}

async function removeCommentFile(ticketId: number, id: number, actor: Actor) {
  await withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket, workflow } = locked
    if (workflow.statuses[ticket.status].isClosed) throw new Conflict('files.closed')
    const [removed] = await trx
      .from('attachments')
      .where({ id, ticket_id: ticketId })
      .whereNull('removed_at')
      .update({ removed_at: clock.now().toJSDate(), removed_by: actor.by!.id }, [
        'name',
        'comment_id',
      ])
    if (!removed) throw new NotFound()
    const comment = await trx.from('comments').where('id', removed.comment_id).first()
    // Files of notes are not in the count that everybody sees, and move their ticket nowhere in lists by the latest change.
    if (!comment?.is_internal) {
      ticket.attachmentCount -= 1
      // Talk changes no field that a form holds: the version that finds stale pages stays as it is.
      ticket.updatedAt = clock.now()
      await ticket.save()
    }
    await recordActivity(locked, {
      action: 'file_removed',
      changes: [{ field: 'files', before: removed.name, after: null }],
      isInternal: comment?.is_internal ?? false,
      isChange: false,
      tells: [],
    })
  })
}
