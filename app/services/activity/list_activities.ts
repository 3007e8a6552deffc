import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import type User from '#models/user'
import {
  ACTIVITY_PAGE,
  activityAddress,
  type ActivityQuestion,
  type Position,
} from '#services/activity/activity_question'
import type { Words } from '#services/activity/describe_activity'
import { findActivities } from '#services/activity/find_activities'
import { groupByDay } from '#services/activity/group_by_day'
import { loadActivityRows } from '#services/activity/load_activity_rows'
import { offerActivityFilters } from '#services/activity/offer_activity_filters'

/**
 * What happened on the tickets that a person sees, a page of it, newest first. The number of queries depends neither on
 * the rows nor on how much there is.
 * @throws NotFound for a position that is not there
 */
export async function listActivities(viewer: User, question: ActivityQuestion, words: Words) {
  const { after, before } = question
  const isFalling = after !== undefined || before === undefined
  const [position, filters] = await Promise.all([
    findPosition(after ?? before),
    offerActivityFilters(question, words.i18n),
  ])
  const { zone } = words.times
  const ids = await findActivities({ question, viewer, zone, position, isFalling })
  const shown = ids.slice(0, ACTIVITY_PAGE)
  const rows = await loadActivityRows(isFalling ? shown : shown.reverse(), words)
  const hasMore = ids.length > ACTIVITY_PAGE
  const hasNext = isFalling ? hasMore : true
  const hasPrevious = isFalling ? after !== undefined : hasMore
  const address = (change: Partial<ActivityQuestion>) => activityAddress(question, change)
  return {
    days: groupByDay(rows, words),
    filters,
    question,
    next: hasNext && rows.length > 0 ? address({ after: rows.at(-1)!.id }) : null,
    previous: hasPrevious && rows.length > 0 ? address({ before: rows[0].id }) : null,
  }
}

async function findPosition(id: number | undefined): Promise<Position | null> {
  if (id === undefined) return null
  const row = await db
    .from('activities')
    .where('id', id)
    .select(db.raw('created_at::text as at'))
    .first()
  if (!row) throw new NotFound()
  return { id, at: row.at }
}
