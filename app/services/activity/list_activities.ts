import type User from '#models/user'
import {
  ACTIVITY_PAGE,
  activityAddress,
  positionAt,
  type ActivityQuestion,
} from '#services/activity/activity_question'
import type { Words } from '#services/activity/describe_activity'
import { findActivities } from '#services/activity/find_activities'
import { groupByDay } from '#services/activity/group_by_day'
import { loadActivityRows } from '#services/activity/load_activity_rows'
import { offerActivityFilters } from '#services/activity/offer_activity_filters'

/**
 * What happened on the tickets that a person sees, a page of it, newest first. The number of queries depends neither on
 * the rows nor on how much there is.
 */
export async function listActivities(viewer: User, question: ActivityQuestion, words: Words) {
  const { after, before } = question
  const isFalling = after !== undefined || before === undefined
  const filters = await offerActivityFilters(question, words.i18n)
  const { zone } = words.times
  const position = positionAt(after ?? before)
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
    next: hasNext && rows.length > 0 ? address({ after: rows.at(-1)!.place }) : null,
    previous: hasPrevious && rows.length > 0 ? address({ before: rows[0].place }) : null,
  }
}
