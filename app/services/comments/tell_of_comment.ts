import type { Returned } from '#services/comments/return_to_work'
import type { Telling } from '#services/notifications/tell'

/** Who is told of a comment or note, and of the move that came with it. */
export function tellOfComment(
  isInternal: boolean,
  commentId: number,
  returned: Returned | null
): Telling[] {
  const details = { commentId }
  const move = returned?.transition
  return [
    { to: ['mentioned'], kind: 'mention', details },
    ...(move ? [{ to: move.tells, kind: move.kind, details }] : []),
    {
      to: ['thread', 'requester', 'assignee', 'collaborators', 'watchers'],
      kind: isInternal ? 'internal_note' : 'comment',
      details,
    },
  ]
}
