import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { whereVisible } from '#models/scopes/visible_tickets'
import { remember } from '#services/dashboard/remember'
import { whereLate } from '#services/tickets/where_late'
import { PRIORITIES, type Priority } from '#workflows/workflow'

export interface TicketCounts {
  total: number
  overdue: number
  /** By workflow and status, for every status that has any. */
  status: Record<string, Record<string, number>>
  /** Late ones by workflow. */
  late: Record<string, number>
  /** Tickets that are not finished, by priority, with how many of them are late. */
  open: Record<Priority, { count: number; late: number }>
}

/** Counts everything a person sees outside the trash, exactly, in two queries; kept for five seconds. */
export function countTickets(viewer: User): Promise<TicketCounts> {
  return remember(viewer.id, 'counts', () => count(viewer))
}

async function count(viewer: User): Promise<TicketCounts> {
  const counts: TicketCounts = {
    total: 0,
    overdue: 0,
    status: {},
    late: {},
    open: Object.fromEntries(
      PRIORITIES.map((priority) => [priority, { count: 0, late: 0 }])
    ) as TicketCounts['open'],
  }
  for (const row of await countSeen(viewer)) {
    const ofWorkflow = (counts.status[row.workflow] ??= {})
    counts.total += row.count
    ofWorkflow[row.status] = (ofWorkflow[row.status] ?? 0) + row.count
    if (!row.is_finished) counts.open[row.priority as Priority].count += row.count
  }
  for (const row of await countLate(viewer)) {
    counts.overdue += row.count
    counts.late[row.workflow] = (counts.late[row.workflow] ?? 0) + row.count
    counts.open[row.priority as Priority].late += row.count
  }
  return counts
}

/** All that a person sees; everything this reads stands in one index, so that no ticket is opened. */
function countSeen(viewer: User) {
  return whereVisible(db.from('tickets').whereNull('tickets.deleted_at'), viewer)
    .select('workflow', 'status', 'priority', 'is_finished')
    .select(db.raw('count(*) as count'))
    .groupBy('workflow', 'status', 'priority', 'is_finished')
}

/** Apart, because a first answer that nobody gave stands in no index that holds all tickets; late ones are few. */
function countLate(viewer: User) {
  return whereVisible(whereLate(db.from('tickets').whereNull('tickets.deleted_at')), viewer)
    .select('workflow', 'priority')
    .select(db.raw('count(*) as count'))
    .groupBy('workflow', 'priority')
}
