import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import Notification from '#models/notification'
import type User from '#models/user'
import clock from '#services/clock'
import { announce } from '#services/live/announce'

/**
 * Marks one of a person's notifications as read or unread; the moment it was first read stays.
 * @throws NotFound when it is not his, or not on his list
 */
export async function markNotification(
  viewer: User,
  id: number,
  isRead: boolean
): Promise<Notification> {
  const notification = await Notification.query()
    .where({ id, userId: viewer.id, isShown: true })
    .preload('actor')
    .first()
  if (!notification) throw new NotFound()
  if (isRead !== (notification.readAt !== null)) {
    notification.readAt = isRead ? clock.now() : null
    await notification.save()
    await announce(db.connection(), { people: [viewer.id] })
  }
  return notification
}

/**
 * Marks everything unread of a person as read, or only what is about one ticket.
 * @returns how many were unread
 */
export async function markAllRead(viewer: User, ticketId?: number): Promise<number> {
  const query = Notification.query().where({ userId: viewer.id, isShown: true }).whereNull('readAt')
  if (ticketId) query.where('ticketId', ticketId)
  const [changed] = await query.update({ read_at: clock.now().toJSDate() })
  const count = Number(changed ?? 0)
  if (count > 0) await announce(db.connection(), { people: [viewer.id] })
  return count
}
