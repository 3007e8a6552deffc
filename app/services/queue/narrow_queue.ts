import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import { QUEUED } from '#services/queue/queues_of'
import { LATE, lateBindings } from '#services/tickets/where_late'
import { workflows } from '#workflows/index'

export const QUEUE_TABS = ['unassigned', 'mine', 'waiting', 'overdue', 'open'] as const
export type QueueTab = (typeof QUEUE_TABS)[number]

interface Condition {
  sql: string
  bindings: unknown[]
}

const PAUSED = workflows.flatMap(({ pausedIn }) => pausedIn)

/** What stands in each tab, as a condition over the open `tickets` of a queue. */
export function conditionOf(tab: QueueTab, viewer: User): Condition {
  if (tab === 'unassigned') return { sql: 'tickets.assignee_id is null', bindings: [] }
  if (tab === 'waiting') return { sql: 'tickets.status = any(?)', bindings: [PAUSED] }
  if (tab === 'overdue') return { sql: LATE, bindings: lateBindings() }
  if (tab === 'open') return { sql: 'true', bindings: [] }
  return {
    sql: `(tickets.assignee_id = ?
      or tickets.id in (select c.ticket_id from collaborators c where c.user_id = ?))`,
    bindings: [viewer.id, viewer.id],
  }
}

/** A query over the open tickets that departments handle, as far as this person may see them. */
export function openIn(departmentIds: number[], viewer: User): any {
  const query = db
    .from('tickets')
    .whereIn('tickets.handling_department_id', departmentIds)
    .whereIn('tickets.workflow', QUEUED)
    .whereRaw('tickets.deleted_at is null and not tickets.is_finished')
  return whereVisible(query, viewer)
}

/** The most urgent first: the next deadline, then priority, then age. A clock that stands still has time. */
export function mostUrgentFirst(query: any): any {
  return query.orderByRaw(`coalesce(tickets.deadline_at, 'infinity'::timestamptz),
    priority_rank(tickets.priority) desc, tickets.created_at, tickets.id`)
}
