import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { conditionOf, openIn } from '#services/queue/narrow_queue'
import { HAS_QUEUE, queueIds } from '#services/queue/queues_of'
import { waitingForMe } from '#services/tickets/waiting_for'

export interface NavigationCounts {
  /** Decisions that wait for this person, at most 100; null for people who approve nothing. */
  approvals: number | null
  /** Unread notifications, at most 100. */
  unread: number
  /** Tickets in his departments' queues that nobody has, at most 100; null for people without a queue. */
  queue: number | null
}

/** The badges of the navigation, in one query; each stops counting at 100. */
export async function countNavigation(viewer: User): Promise<NavigationCounts> {
  const approvals = waitingForMe(db.from('tickets').select(db.raw('1')).limit(100), viewer)
  const unread = db
    .from('notifications')
    .where('user_id', viewer.id)
    .whereNull('read_at')
    .where('is_shown', true)
    .select(db.raw('1'))
    .limit(100)
  const queues = db.from('departments as d').whereRaw(HAS_QUEUE)
  if (!viewer.isAdmin) queues.whereIn('d.id', queueIds(viewer))
  const { sql } = conditionOf('unassigned', viewer)
  const free = openIn(queueIds(viewer), viewer).whereRaw(sql).select(db.raw('1')).limit(100)
  const row = await db
    .query()
    .select(db.from(approvals.as('a')).count('*').as('approvals'))
    .select(db.from(unread.as('u')).count('*').as('unread'))
    .select(db.from(free.as('f')).count('*').as('free'))
    .select(queues.select(db.raw('1')).limit(1).as('has_queue'))
    .first()
  return {
    approvals: viewer.managesAnything ? Number(row.approvals) : null,
    unread: Number(row.unread),
    queue: row.has_queue ? Number(row.free) : null,
  }
}
