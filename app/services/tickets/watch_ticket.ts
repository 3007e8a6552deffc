import { Invalid, Refusal } from '#exceptions/refusals'
import User from '#models/user'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { isPlannedFor } from '#services/tickets/is_planned_for'
import { mayAddWatchers, mayTakePart } from '#services/tickets/may'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Lets somebody follow a ticket: oneself, or another person as shared/access allows. Who follows already stays as he is.
 * @throws NotFound, Refusal 403, Invalid 422 `userId` for somebody who is not active
 */
export async function watchTicket(ticketId: number, userId: number, actor: Actor): Promise<User> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const watcher = await findWatcher(locked, userId)
    await refuseIfNotYours(locked, watcher)
    if (!watcher.isActive) throw new Invalid('userId', 'watchers.not_active')
    const { trx, ticket, by } = locked
    const added = await trx
      .knexQuery()
      .table('watchers')
      .insert({
        ticket_id: ticket.id,
        user_id: watcher.id,
        added_by: by?.id ?? null,
        added_at: clock.now().toJSDate(),
      })
      .onConflict(['ticket_id', 'user_id'])
      .ignore()
      .returning('user_id')
    if (added.length > 0) await record(locked, 'watcher_added', watcher)
    return watcher
  })
}

/**
 * Lets somebody no longer follow a ticket: oneself, or whom one might have added.
 * @throws NotFound, Refusal 403, Invalid 422 `userId`
 */
export async function unwatchTicket(ticketId: number, userId: number, actor: Actor): Promise<User> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const watcher = await findWatcher(locked, userId)
    if (watcher.id !== locked.by?.id) await refuseIfNotYours(locked, watcher)
    const { trx, ticket } = locked
    const removed = await trx
      .from('watchers')
      .where({ ticket_id: ticket.id, user_id: watcher.id })
      .delete()
    if (Number(removed) > 0) await record(locked, 'watcher_removed', watcher)
    return watcher
  })
}

async function findWatcher({ trx }: LockedTicket, userId: number): Promise<User> {
  const watcher = await User.find(userId, { client: trx })
  if (!watcher) throw new Invalid('userId', 'watchers.not_active')
  return watcher
}

async function refuseIfNotYours(locked: LockedTicket, watcher: User) {
  const { by, standing } = locked
  if (!by) return
  const isPlanned = await isPlannedFor(locked)
  if (watcher.id === by.id) {
    if (!mayTakePart(standing, isPlanned)) throw new Refusal('comments.planned')
    return
  }
  const reach = mayAddWatchers(standing, isPlanned)
  if (!reach) throw new Refusal('watchers.not_yours')
  if (reach === 'own' && watcher.departmentId !== by.departmentId) {
    throw new Refusal('watchers.own_department')
  }
}

async function record(locked: LockedTicket, action: string, watcher: User) {
  const isOther = watcher.id !== locked.by?.id
  await recordActivity(locked, {
    action,
    isChange: false,
    details: { userId: watcher.id, name: watcher.fullName },
    left: action === 'watcher_removed' ? [watcher.id] : [],
    tells:
      isOther && action === 'watcher_added'
        ? [{ to: { ids: [watcher.id] }, kind: 'watcher_added' }]
        : [],
  })
}
