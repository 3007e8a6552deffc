import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { whereVisible } from '#models/scopes/visible_tickets'
import { remember } from '#services/dashboard/remember'
import { workflowsWith } from '#services/tickets/list/where_status'
import { LATE, lateBindings } from '#services/tickets/where_late'
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
  const add = (workflow: string, status: string, tickets: number) => {
    const ofWorkflow = (counts.status[workflow] ??= {})
    counts.total += tickets
    ofWorkflow[status] = (ofWorkflow[status] ?? 0) + tickets
  }
  for (const row of await countFinished(viewer)) {
    const [workflow] = workflowsWith(row.status)
    add(workflow, row.status, row.count)
  }
  for (const row of await countOpen(viewer)) {
    add(row.workflow, row.status, row.count)
    counts.overdue += row.late
    counts.late[row.workflow] = (counts.late[row.workflow] ?? 0) + row.late
    const open = counts.open[row.priority as Priority]
    open.count += row.count
    open.late += row.late
  }
  return counts
}

function seenBy(viewer: User): any {
  return whereVisible(db.from('tickets').whereNull('tickets.deleted_at'), viewer)
}

/**
 * Nearly all that there is, counted in the order of one index that holds everything this reads. No two workflows end in the
 * same status (tests/unit/workflows), so the status tells the workflow.
 */
function countFinished(viewer: User) {
  return seenBy(viewer)
    .where('tickets.is_finished', true)
    .select('status')
    .select(db.raw('count(*) as count'))
    .groupBy('status')
}

/** Few, so each may be looked at: a first answer that nobody gave stands in no index. */
function countOpen(viewer: User) {
  return seenBy(viewer)
    .where('tickets.is_finished', false)
    .select('workflow', 'status', 'priority')
    .select(db.raw('count(*) as count'))
    .select(db.raw(`count(*) filter (where ${LATE}) as late`, lateBindings()))
    .groupBy('workflow', 'status', 'priority')
}
