import db from '@adonisjs/lucid/services/db'
import Activity from '#models/activity'

/** So many rows stand beside the ticket; all of them on request. */
export const SHOWN_ACTIVITIES = 10
const MOST_ACTIVITIES = 1000

export interface Timeline {
  activities: Activity[]
  total: number
}

/** Talk stands in the conversation beside it, so the short list leaves it out. */
const TALK = ['commented', 'comment_edited', 'note_written', 'note_edited']

export interface TimelineFor {
  withNotes: boolean
  /** He reads what the requester says of the work. */
  withRating: boolean
  all: boolean
}

/** What happened to a ticket, newest first; what is internal only for the handling side, a score only for its readers. */
export async function loadTimeline(
  ticketId: number,
  { withNotes, withRating, all }: TimelineFor
): Promise<Timeline> {
  const query = Activity.query()
    .where('ticketId', ticketId)
    .select('*')
    .select(
      db.raw(
        `(select count(*) from activities a
          where a.ticket_id = activities_in_full.ticket_id and (?::boolean or not a.is_internal)
            and (?::boolean or a.action <> 'rated')) as total`,
        [withNotes, withRating]
      )
    )
    .orderBy('id', 'desc')
    .limit(all ? MOST_ACTIVITIES : SHOWN_ACTIVITIES)
  if (!withNotes) query.where('isInternal', false)
  if (!withRating) query.whereNot('action', 'rated')
  if (!all) query.whereNotIn('action', TALK)
  const activities = await query
  return { activities, total: Number(activities[0]?.$extras.total ?? 0) }
}
