import db from '@adonisjs/lucid/services/db'
import Comment from '#models/comment'

/** So many of the newest comments stand on the page; older ones on request. */
export const SHOWN_COMMENTS = 200
/** Nobody reads more at once. */
const MOST_COMMENTS = 2000

export interface Talk {
  comments: Comment[]
  /** All that this viewer may read, also those that are not loaded. */
  total: number
}

/** The newest comments of a ticket that this viewer may read, oldest first; notes only for the handling side. */
export async function loadTalk(
  ticketId: number,
  { withNotes, all }: { withNotes: boolean; all: boolean }
): Promise<Talk> {
  const query = Comment.query()
    .where('ticketId', ticketId)
    .select('*')
    .select(db.raw('count(*) over () as total'))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(all ? MOST_COMMENTS : SHOWN_COMMENTS)
  if (!withNotes) query.where('isInternal', false)
  const newest = await query
  const comments = newest.reverse()
  return { comments, total: Number(comments[0]?.$extras.total ?? 0) }
}
