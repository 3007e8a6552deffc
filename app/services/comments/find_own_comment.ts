import { NotFound, Refusal } from '#exceptions/refusals'
import Comment from '#models/comment'
import type User from '#models/user'
import { findStanding } from '#services/tickets/find_standing'
import { mayReadNotes, mayTakePart } from '#services/tickets/may'

/**
 * One's own comment, to be changed.
 * @throws NotFound for strangers and for notes that this person may not read; Refusal 403 for somebody else's
 */
export async function findOwnComment(ticketId: number, commentId: number, by: User) {
  const { ticket, standing, isPlanned } = await findStanding(ticketId, by)
  const comment = await Comment.query().where({ id: commentId, ticketId }).first()
  if (!comment || (comment.isInternal && !mayReadNotes(standing))) throw new NotFound()
  if (comment.userId !== by.id) throw new Refusal('comments.not_yours')
  if (!mayTakePart(standing, isPlanned)) throw new Refusal('comments.planned')
  return { ticket, comment }
}
