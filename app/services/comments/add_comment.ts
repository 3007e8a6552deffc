import { Invalid, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { findMentioned, type Mentioned } from '#services/comments/find_mentioned'
import { adoptFiles } from '#services/files/adopt_files'
import type { Telling } from '#services/notifications/tell'
import { mayReadNotes, mayTakePart } from '#services/tickets/may'
import { isPlannedFor } from '#services/tickets/is_planned_for'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

/** The longest comment, in characters. */
export const LONGEST_COMMENT = 20_000

export interface CommentForm {
  body: string
  parentId?: number | null
  /** A note for the handling side alone; an answer to a note is one whatever this says. */
  isInternal?: boolean
  /** Files uploaded while the comment was written. */
  fileIds?: number[]
}

export interface AddedComment {
  id: number
  ticketId: number
  isInternal: boolean
  /** People who were mentioned but may not see the ticket; they were not told. */
  unseeing: Mentioned[]
}

interface Parent {
  id: number
  isInternal: boolean
}

/**
 * Writes a comment or an internal note, with its files, and tells those whom it concerns (shared/workflows: who is told).
 * @throws NotFound, Refusal 403 (planned people, notes), Invalid 422 (`body`, `parentId`, `files`)
 */
export async function addComment(
  ticketId: number,
  form: CommentForm,
  actor: Actor
): Promise<AddedComment> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const readsNotes = mayReadNotes(locked.standing)
    if (!mayTakePart(locked.standing, await isPlannedFor(locked))) {
      throw new Refusal('comments.planned')
    }
    const parent = await findParent(locked, form.parentId, readsNotes)
    const isInternal = parent?.isInternal || (form.isInternal ?? false)
    if (isInternal && !readsNotes) throw new Refusal('comments.notes_not_yours')
    const body = form.body.trim()
    if (!body) throw new Invalid('body', 'comments.body_missing')
    const mentioned = await findMentioned(locked, body)
    if (isInternal) refuseOutsiders(mentioned)
    const id = await insertComment(locked, { body, parentId: parent?.id ?? null, isInternal })
    const files = await takeFiles(locked, { fileIds: form.fileIds ?? [], id, isInternal })
    await countComment(locked, { id, isInternal })
    const sees = (one: Mentioned) => (isInternal ? one.seesNotes : one.seesTicket)
    await recordActivity(locked, {
      action: isInternal ? 'note_written' : 'commented',
      details: { commentId: id, ...(files > 0 ? { files } : {}) },
      isInternal,
      isChange: false,
      threadIds: parent ? await threadAuthors(locked, parent.id, isInternal) : [],
      mentionedIds: mentioned.filter(sees).map((one) => one.id),
      tells: tellings(isInternal, id),
    })
    return { id, ticketId, isInternal, unseeing: mentioned.filter((one) => !sees(one)) }
  })
}

function tellings(isInternal: boolean, commentId: number): Telling[] {
  const details = { commentId }
  return [
    { to: ['mentioned'], kind: 'mention', details },
    {
      to: ['thread', 'requester', 'assignee', 'collaborators', 'watchers'],
      kind: isInternal ? 'internal_note' : 'comment',
      details,
    },
  ]
}

async function findParent(
  { trx, ticket }: LockedTicket,
  parentId: number | null | undefined,
  readsNotes: boolean
): Promise<Parent | null> {
  if (!parentId) return null
  const row = await trx.from('comments').where({ id: parentId, ticket_id: ticket.id }).first()
  if (!row || (row.is_internal && !readsNotes))
    throw new Invalid('parentId', 'comments.parent_gone')
  return { id: row.id, isInternal: row.is_internal }
}

function refuseOutsiders(mentioned: Mentioned[]) {
  const outside = mentioned.filter((one) => !one.seesNotes)
  if (outside.length === 0) return
  throw new Invalid('body', 'comments.note_mentions_outsider', {
    names: outside.map((one) => one.fullName).join(', '),
  })
}

async function insertComment(
  { trx, ticket, by }: LockedTicket,
  comment: { body: string; parentId: number | null; isInternal: boolean }
): Promise<number> {
  const [row] = await trx
    .table('comments')
    .insert({
      ticket_id: ticket.id,
      parent_id: comment.parentId,
      user_id: by!.id,
      body: comment.body,
      is_internal: comment.isInternal,
      created_at: clock.now().toJSDate(),
    })
    .returning('id')
  return row.id ?? row
}

/** Files of a note are counted for nobody: the count on the ticket is the one that everybody sees. */
async function takeFiles(
  { trx, ticket, by }: LockedTicket,
  { fileIds, id, isInternal }: { fileIds: number[]; id: number; isInternal: boolean }
): Promise<number> {
  const before = ticket.attachmentCount
  const taken = await adoptFiles(trx, {
    ticket,
    userId: by!.id,
    fileIds,
    kind: 'comment',
    commentId: id,
  })
  if (isInternal) ticket.attachmentCount = before
  return taken
}

async function countComment(
  { ticket }: LockedTicket,
  { id, isInternal }: { id: number; isInternal: boolean }
) {
  if (!isInternal) {
    ticket.commentCount += 1
    ticket.lastCommentId = id
  }
  // Talk changes no field that a form holds: the version that finds stale pages stays as it is.
  ticket.updatedAt = clock.now()
  await ticket.save()
}

/** Everybody who wrote in the thread of a comment: its ancestors and all below its first one. */
async function threadAuthors(
  { trx, ticket }: LockedTicket,
  parentId: number,
  isInternal: boolean
): Promise<number[]> {
  const { rows } = await trx.rawQuery(
    `with recursive up as (
       select id, parent_id from comments where id = :parentId
       union all select c.id, c.parent_id from comments c join up on c.id = up.parent_id
     ), thread as (
       select id from up where parent_id is null
       union all select c.id from comments c join thread on c.parent_id = thread.id
     )
     select distinct user_id from comments
     where id in (select id from thread) and ticket_id = :ticketId and (:isInternal or not is_internal)`,
    { parentId, ticketId: ticket.id, isInternal }
  )
  return rows.map((row: { user_id: number }) => row.user_id)
}
