import db from '@adonisjs/lucid/services/db'
import Comment from '#models/comment'

/** So many of the newest comments stand on the page; older ones on request. */
export const SHOWN_COMMENTS = 200
/** Nobody reads more at once. */
const MOST_COMMENTS = 2000
/** Characters that are rendered at once, and on request; far beyond what so many comments usually hold. */
const SHOWN_CHARACTERS = 200_000
const MOST_CHARACTERS = 1_000_000

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
  const total = Number(newest[0]?.$extras.total ?? 0)
  const comments = within(newest, all ? MOST_CHARACTERS : SHOWN_CHARACTERS)
  return { comments: comments.reverse(), total }
}

/** As many of the first comments as have no more characters together; at least one. */
function within(comments: Comment[], most: number): Comment[] {
  let sum = 0
  const length = ({ body, quoted }: Comment) => body.length + (quoted?.length ?? 0)
  return comments.filter((comment, at) => (sum += length(comment)) <= most || at === 0)
}
