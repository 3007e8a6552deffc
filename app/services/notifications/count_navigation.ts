import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { waitingForMe } from '#services/tickets/waiting_for'

export interface NavigationCounts {
  /** Decisions that wait for this person, at most 100; null for people who approve nothing. */
  approvals: number | null
  /** Unread notifications, at most 100. */
  unread: number
}

/** The two badges of the navigation, in one query; each stops counting at 100. */
export async function countNavigation(viewer: User): Promise<NavigationCounts> {
  const approvals = waitingForMe(db.from('tickets').select(db.raw('1')).limit(100), viewer)
  const unread = db
    .from('notifications')
    .where('user_id', viewer.id)
    .whereNull('read_at')
    .where('is_shown', true)
    .select(db.raw('1'))
    .limit(100)
  const row = await db
    .query()
    .select(db.from(approvals.as('a')).count('*').as('approvals'))
    .select(db.from(unread.as('u')).count('*').as('unread'))
    .first()
  return {
    approvals: viewer.managesAnything ? Number(row.approvals) : null,
    unread: Number(row.unread),
  }
}
