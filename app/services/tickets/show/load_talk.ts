import db from '@adonisjs/lucid/services/db'
import Comment from '#models/comment'

/** So many of the newest comments stand on the page; older ones on request. */
export const SHOWN_COMMENTS = 200
/** Nobody reads more at once, nor prints it; what was said before stands on pages of its own. */
export const MOST_COMMENTS = 1000
/** Characters that are rendered at once, and on request; far beyond what so many comments usually hold. */
const SHOWN_CHARACTERS = 200_000
const MOST_CHARACTERS = 1_000_000

/** Which part of a talk: its newest comments, as many as one reads at once, or so many before one of them. */
export type TalkPart = 'newest' | 'all' | { before: number }

export interface Talk {
  comments: Comment[]
  /** All that this viewer may read, also those that are not loaded. */
  total: number
  /** How many of them stand before those that are loaded. */
  earlier: number
  part: TalkPart
}

/** A part of what was said on a ticket, as far as this viewer may read it, oldest first; notes only for the handling side. */
export async function loadTalk(
  ticketId: number,
  { withNotes, part }: { withNotes: boolean; part: TalkPart }
): Promise<Talk> {
  const [most, characters] =
    part === 'newest' ? [SHOWN_COMMENTS, SHOWN_CHARACTERS] : [MOST_COMMENTS, MOST_CHARACTERS]
  const readable = db.from('comments').where('ticket_id', ticketId)
  if (!withNotes) readable.where('is_internal', false)
  const numbered = readable.select(
    '*',
    db.raw('count(*) over () as total, row_number() over (order by created_at, id) as number')
  )
  const newest = await Comment.query()
    .from(numbered.as('comments'))
    .if(typeof part === 'object', (query) =>
      query.whereRaw(
        '(created_at, id) < (select c.created_at, c.id from comments c where c.id = ? and c.ticket_id = ? and (? or not c.is_internal))',
        [(part as { before: number }).before, ticketId, withNotes]
      )
    )
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
  const comments = within(newest, characters).reverse()
  const total = Number(newest[0]?.$extras.total ?? 0)
  return { comments, total, earlier: Number(comments[0]?.$extras.number ?? 1) - 1, part }
}

/** As many of the first comments as have no more characters together; at least one. */
function within(comments: Comment[], most: number): Comment[] {
  let sum = 0
  const length = ({ body, quoted }: Comment) => body.length + (quoted?.length ?? 0)
  return comments.filter((comment, at) => (sum += length(comment)) <= most || at === 0)
}
