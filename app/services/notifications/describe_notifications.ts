import type { I18n } from '@adonisjs/i18n'
import type Notification from '#models/notification'
import type User from '#models/user'
import {
  describeNotification,
  type Description,
} from '#services/notifications/describe_notification'
import { loadBeside } from '#services/notifications/load_beside'
import { placeOf } from '#services/notifications/place_of'

export interface NotificationRow extends Description {
  id: number
  isUnread: boolean
  createdAt: Notification['createdAt']
  actor: User | null
  ticket: { id: number; title: string } | null
  /** The reason or wish that came with it. */
  note: string | null
  /** Where opening it leads; null when there is nothing to open. */
  opens: string | null
}

/** Puts notifications into words for the person they belong to. */
export async function describeNotifications(
  notifications: Notification[],
  viewer: User,
  i18n: I18n
): Promise<NotificationRow[]> {
  const { tickets, notes } = await loadBeside(viewer, notifications)
  return notifications.map((notification) => {
    const found = tickets.get(notification.ticketId ?? 0) ?? null
    const isNamed = found !== null && (!found.isTrashed || notification.kind === 'trashed')
    const ticket = isNamed ? { id: found.id, title: found.title } : null
    const description = describeNotification(
      {
        ...notification.$attributes,
        kind: notification.kind,
        ticketId: notification.ticketId,
        actorName: notification.actor?.fullName ?? null,
        ticketTitle: ticket?.title ?? null,
      },
      i18n
    )
    const { isVisible } = description
    return {
      ...description,
      id: notification.id,
      isUnread: notification.readAt === null,
      createdAt: notification.createdAt,
      actor: isVisible ? notification.actor : null,
      ticket,
      note: isVisible ? (notes.get(notification.activityId ?? 0) ?? null) : null,
      opens:
        ticket && !found?.isTrashed
          ? placeOf(ticket.id, notification.details)
          : pageOf(notification.kind),
    }
  })
}

function pageOf(kind: string): string | null {
  return kind === 'account_waiting' ? '/admin/users' : null
}
