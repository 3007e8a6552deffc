import { NotFound } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import Comment from '#models/comment'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { mayReadNotes } from '#services/tickets/may'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'

/**
 * A file of a ticket that this person may see; a file on an internal note is seen like the note (shared/workflows).
 * @throws NotFound for everybody else, for files of tickets in the trash and for removed files
 */
export async function findAttachment(
  ticketId: number,
  id: number,
  viewer: User
): Promise<Attachment> {
  const ticket = await Ticket.query()
    .where('tickets.id', ticketId)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .preload('requester')
    .first()
  const file =
    ticket && (await Attachment.query().where({ id, ticketId }).whereNull('removedAt').first())
  if (!ticket || !file) throw new NotFound()
  const comment = file.commentId ? await Comment.find(file.commentId) : null
  if (comment?.isInternal && !mayReadNotes(standingOf(viewer, factsOf(ticket, viewer, [])))) {
    throw new NotFound()
  }
  return file
}

/**
 * A file that this person uploaded and that no ticket has taken yet.
 * @throws NotFound for everybody else
 */
export async function findStaged(id: number, viewer: User): Promise<Attachment> {
  const file = await Attachment.query()
    .where({ id, uploaderId: viewer.id })
    .whereNull('ticketId')
    .whereNull('removedAt')
    .first()
  if (!file) throw new NotFound()
  return file
}
