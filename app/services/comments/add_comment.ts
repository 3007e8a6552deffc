import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { findMentioned, type Mentioned } from '#services/comments/find_mentioned'
import { findParent } from '#services/comments/find_parent'
import { refuseIfClosed } from '#services/comments/refuse_if_closed'
import { refuseOutsiders } from '#services/comments/refuse_outsiders'
import { returnToWork, type Returned } from '#services/comments/return_to_work'
import { tellOfComment } from '#services/comments/tell_of_comment'
import { threadAuthors } from '#services/comments/thread_authors'
import { writeComment, type MailParts } from '#services/comments/write_comment'
import { mayReadNotes, mayTakePart, readsNotesByException } from '#services/tickets/may'
import { isPlannedFor } from '#services/tickets/is_planned_for'
import { saveTicket } from '#services/tickets/save_ticket'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'
import { plainLines } from '#services/words/plain_lines'

/** The longest comment, in characters. */
export const LONGEST_COMMENT = 20_000

export interface CommentForm {
  body: string
  parentId?: number | null
  /** A note for the handling side alone; an answer to a note is one whatever this says. */
  isInternal?: boolean
  /** Files uploaded while the comment was written. */
  fileIds?: number[]
  /** Set for an answer by mail. */
  mail?: MailParts
}

export interface AddedComment {
  id: number
  ticketId: number
  isInternal: boolean
  /** People who were mentioned but may not see the ticket; they were not told. */
  unseeing: Mentioned[]
}

/**
 * Writes a comment or an internal note, with its files, and tells those whom it concerns (shared/workflows: who is told).
 * Words of somebody who was waited for bring the ticket back to work.
 * @param alongside what else has to be written with it, or not at all
 * @throws NotFound, Refusal 403 (planned people, notes), Conflict 409 `comments.closed`, Invalid 422 (`body`, `parentId`, `files`)
 */
export async function addComment(
  ticketId: number,
  form: CommentForm,
  actor: Actor,
  alongside?: (trx: TransactionClientContract, added: AddedComment) => Promise<void>
): Promise<AddedComment> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const readsNotes = mayReadNotes(locked.standing)
    if (!mayTakePart(locked.standing, await isPlannedFor(locked))) {
      throw new Refusal('comments.planned')
    }
    refuseIfClosed(locked)
    const parent = await findParent(locked, form.parentId, readsNotes)
    const isInternal = parent?.isInternal || (form.isInternal ?? false)
    if (isInternal && !readsNotes) throw new Refusal('comments.notes_not_yours')
    const body = plainLines(form.body).trim()
    if (!body) throw new Invalid('body', 'comments.body_missing')
    const mentioned = await findMentioned(locked, body)
    if (isInternal) refuseOutsiders(mentioned)
    const returned = isInternal ? null : await returnToWork(locked)
    const { id, files } = await writeComment(locked, {
      body,
      parentId: parent?.id ?? null,
      isInternal,
      fileIds: form.fileIds ?? [],
      mail: form.mail,
    })
    if (returned) await saveTicket(locked.ticket)
    const sees = (one: Mentioned) => (isInternal ? one.seesNotes : one.seesTicket)
    await recordActivity(locked, {
      action: actionOf(isInternal, returned),
      ...(returned ? { fromStatus: returned.fromStatus } : {}),
      details: {
        commentId: id,
        ...(files > 0 ? { files } : {}),
        ...(isInternal && readsNotesByException(locked.standing) ? { own: true } : {}),
      },
      isInternal,
      isChange: returned !== null,
      threadIds: parent ? await threadAuthors(locked, parent.id, isInternal) : [],
      mentionedIds: mentioned.filter(sees).map((one) => one.id),
      tells: tellOfComment(isInternal, id, returned),
    })
    const unseeing = mentioned.filter((one) => !sees(one))
    const added = { id, ticketId, isInternal, unseeing }
    await alongside?.(locked.trx, added)
    return added
  })
}

function actionOf(isInternal: boolean, returned: Returned | null): string {
  if (returned) return returned.transition.activity as string
  return isInternal ? 'note_written' : 'commented'
}
