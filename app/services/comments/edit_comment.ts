import { Conflict, Invalid, NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { findMentioned, type Mentioned } from '#services/comments/find_mentioned'
import { refuseIfClosed } from '#services/comments/refuse_if_closed'
import { mayReadNotes, mayTakePart } from '#services/tickets/may'
import { isPlannedFor } from '#services/tickets/is_planned_for'
import { plainLines } from '#services/words/plain_lines'
import { mentionsIn } from '#services/words/render_text'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'

export interface EditedComment {
  id: number
  isInternal: boolean
  /** People newly mentioned who may not see it; they were not told. */
  unseeing: Mentioned[]
}

/**
 * Changes the words of one's own comment; it is marked as edited, and only people newly mentioned are told. The same
 * words change nothing.
 * @throws NotFound, Refusal 403 for somebody else's comment, Conflict 409 when it was edited since `seenBody` was read,
 *   Invalid 422 `body`
 */
export async function editComment(
  ticketId: number,
  commentId: number,
  form: { body: string; seenBody?: string },
  actor: Actor
): Promise<EditedComment> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket, by, standing } = locked
    const row = await trx.from('comments').where({ id: commentId, ticket_id: ticket.id }).first()
    if (!row || (row.is_internal && !mayReadNotes(standing))) throw new NotFound()
    if (row.user_id !== by?.id) throw new Refusal('comments.not_yours')
    if (!mayTakePart(standing, await isPlannedFor(locked))) throw new Refusal('comments.planned')
    refuseIfClosed(locked)
    const body = plainLines(form.body).trim()
    if (!body) throw new Invalid('body', 'comments.body_missing')
    if (form.seenBody !== undefined && plainLines(form.seenBody) !== plainLines(row.body)) {
      throw new Conflict('comments.edited_meanwhile')
    }
    if (body === row.body) return { id: commentId, isInternal: row.is_internal, unseeing: [] }
    const before = new Set(mentionsIn(row.body))
    const all = await findMentioned(locked, body)
    const mentioned = all.filter((one) => !before.has(one.username.toLowerCase()))
    const outside = all.filter((one) => !one.seesNotes)
    if (row.is_internal && outside.length > 0) {
      const names = outside.map((one) => one.fullName).join(', ')
      throw new Invalid('body', 'comments.note_mentions_outsider', { names })
    }
    const now = clock.now().toJSDate()
    await trx.from('comments').where('id', commentId).update({ body, edited_at: now })
    await recordActivity(locked, {
      action: row.is_internal ? 'note_edited' : 'comment_edited',
      details: { commentId },
      isInternal: row.is_internal,
      isChange: false,
      mentionedIds: mentioned.filter((one) => one.seesTicket).map((one) => one.id),
      tells: [{ to: ['mentioned'], kind: 'mention', details: { commentId } }],
    })
    const unseeing = row.is_internal ? [] : mentioned.filter((one) => !one.seesTicket)
    return { id: commentId, isInternal: row.is_internal, unseeing }
  })
}
