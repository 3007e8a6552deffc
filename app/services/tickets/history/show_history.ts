import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { describeActivity, type Words } from '#services/activity/describe_activity'
import { groupByDay } from '#services/activity/group_by_day'
import { withWords } from '#services/activity/with_words'
import clock from '#services/clock'
import { statusMoveOf } from '#services/activity/status_move_of'
import { namesOf } from '#services/accounts/names_of'
import { findHistoryTicket } from '#services/tickets/history/find_history_ticket'
import { historyAddress, type HistoryQuestion } from '#services/tickets/history/history_question'
import { loadHistory, type HistoryRow } from '#services/tickets/history/load_history'
import { loadStory } from '#services/tickets/history/load_story'
import { offerHistoryFilters } from '#services/tickets/history/offer_history_filters'
import { describeStory } from '#services/tickets/history/describe_story'
import { mayRollBack, mayRollBackTo } from '#services/tickets/rollback/may_roll_back'

/**
 * A ticket's history as one viewer may read it, a page of it, in a constant number of queries.
 * @throws NotFound for strangers
 */
export async function showHistory(
  ticketId: number,
  viewer: User,
  question: HistoryQuestion,
  words: Words,
  size?: number
) {
  const found = await findHistoryTicket(ticketId, viewer)
  const { ticket, standing } = found
  const [page, story] = await Promise.all([
    loadHistory(found, question, words.times.zone, size),
    loadStory(found),
  ])
  const names = await namesOf(db.connection(), [
    ...story.actorIds,
    ...story.decisions.map((decision) => decision.userId),
    ticket.requesterId,
    ticket.assigneeId,
    ticket.deletedBy,
  ])
  const made = new Map(story.versions.map((one) => [one.activityId, one.version]))
  const mayBack = !ticket.isTrashed && mayRollBack(ticket, standing)
  const describe = ({ activity, hasSnapshot }: HistoryRow) => {
    const id = Number(activity.id)
    const point = { hasSnapshot, isNewest: id === page.newestSnapshotId }
    const described = describeActivity(activity, names.get(activity.actorId ?? 0) ?? null, words)
    return {
      ...described,
      changes: withWords(described.changes, activity.changes),
      move: statusMoveOf(ticket.workflow, activity, words.i18n),
      isInternal: activity.isInternal,
      time: words.times.hour(activity.createdAt),
      exact: `${words.times.exact(activity.createdAt)} (${words.times.zone})`,
      version: made.get(id) ?? null,
      rollback:
        mayBack && mayRollBackTo(ticket, standing, point)
          ? `/tickets/${ticketId}/history/${id}/rollback`
          : null,
    }
  }
  const rows = page.rows.map(describe)
  const address = (change: Partial<HistoryQuestion>) => historyAddress(ticketId, question, change)
  return {
    ticket,
    now: clock.now(),
    ownNotes: found.ownNotes,
    days: groupByDay(rows, words),
    total: page.total,
    story: describeStory(found, story, names, words),
    filters: offerHistoryFilters(question, story.actorIds, names, words.i18n),
    question,
    address,
    here: address({ after: question.after, before: question.before }),
    next: page.hasNext && rows.length > 0 ? address({ after: rows.at(-1)!.id }) : null,
    previous: page.hasPrevious && rows.length > 0 ? address({ before: rows[0].id }) : null,
  }
}

export type ShownHistory = Awaited<ReturnType<typeof showHistory>>
