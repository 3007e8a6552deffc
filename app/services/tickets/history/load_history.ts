import db from '@adonisjs/lucid/services/db'
import Activity from '#models/activity'
import { whereKind } from '#services/activity/activity_kinds'
import type { HistoryTicket } from '#services/tickets/history/find_history_ticket'
import type { HistoryQuestion } from '#services/tickets/history/history_question'
import { dayIn } from '#services/words/day_in'

/** Rows on one page. */
export const HISTORY_PAGE = 50

/** One row of a history, and the snapshot taken with it. */
export interface HistoryRow {
  activity: Activity
  hasSnapshot: boolean
  /** The version of the brief after it, as far as a snapshot tells. */
  briefVersion: number | null
}

export interface HistoryPage {
  rows: HistoryRow[]
  hasNext: boolean
  hasPrevious: boolean
  /** How many rows the filters leave. */
  total: number
  /** The activity whose snapshot is how the ticket stands now. */
  newestSnapshotId: number | null
}

/** One page of what happened to a ticket, in two queries however long its history is. */
export async function loadHistory(
  found: HistoryTicket,
  question: HistoryQuestion,
  zone: string,
  size = HISTORY_PAGE
): Promise<HistoryPage> {
  const { after, before, order = 'newest' } = question
  const isBackwards = after === undefined && before !== undefined
  const isFalling = (order === 'newest') !== isBackwards
  const query = narrow(Activity.query(), found, question, zone)
    .leftJoin('ticket_snapshots as s', 's.activity_id', 'activities_in_full.id')
    .select('activities_in_full.*')
    .select(
      db.raw(
        `s.activity_id is not null as has_snapshot, (s.data ->> 'brief_version')::int as version`
      )
    )
    .orderBy('activities_in_full.id', isFalling ? 'desc' : 'asc')
    .limit(size + 1)
  const position = after ?? before
  if (position !== undefined) query.where('activities_in_full.id', isFalling ? '<' : '>', position)
  const [activities, sums] = await Promise.all([query, loadSums(found, question, zone)])
  const hasMore = activities.length > size
  const rows = activities.slice(0, size).map(asRow)
  return {
    ...sums,
    rows: isBackwards ? rows.reverse() : rows,
    hasNext: isBackwards || hasMore,
    hasPrevious: isBackwards ? hasMore : after !== undefined,
  }
}

function asRow(activity: Activity): HistoryRow {
  const { has_snapshot: hasSnapshot, version } = activity.$extras
  return { activity, hasSnapshot, briefVersion: version }
}

async function loadSums(found: HistoryTicket, question: HistoryQuestion, zone: string) {
  const row = await narrow(db.from('activities as activities_in_full'), found, question, zone)
    .count('* as total')
    .select(
      db.raw('(select max(activity_id) from ticket_snapshots where ticket_id = ?) as newest', [
        found.ticket.id,
      ])
    )
    .first()
  return { total: Number(row.total), newestSnapshotId: row.newest && Number(row.newest) }
}

/** Leaves what this person reads and the filters ask for. */
function narrow(query: any, found: HistoryTicket, question: HistoryQuestion, zone: string): any {
  const { kind, person, from, to } = question
  query.where('activities_in_full.ticket_id', found.ticket.id)
  if (!found.withNotes) query.where('activities_in_full.is_internal', false)
  if (!found.withRating) query.whereNot('activities_in_full.action', 'rated')
  if (kind) whereKind(query, kind, 'activities_in_full')
  if (person === 'desk') query.whereNull('activities_in_full.actor_id')
  else if (person) query.where('activities_in_full.actor_id', Number(person))
  if (from) query.where('activities_in_full.created_at', '>=', dayIn(zone, from))
  if (to) query.where('activities_in_full.created_at', '<', dayIn(zone, to, 1))
  return query
}
