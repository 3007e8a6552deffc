import type { I18n } from '@adonisjs/i18n'
import Notification from '#models/notification'
import type User from '#models/user'
import { countNavigation } from '#services/notifications/count_navigation'
import { describeNotifications } from '#services/notifications/describe_notifications'
import {
  listNotifications,
  type NotificationFilter,
} from '#services/notifications/list_notifications'

/**
 * The notifications of an open page as they are now, and how many newer ones it does not show yet; the same number of
 * queries for any number of them.
 * @param shown ids of the notifications that stand on the page
 */
export async function refreshNotifications(
  viewer: User,
  filter: NotificationFilter,
  shown: number[],
  i18n: I18n
) {
  const standing = await Notification.query()
    .where('user_id', viewer.id)
    .where('is_shown', true)
    .whereIn('id', shown)
    .preload('actor')
  const newest = filter.before ? null : await listNotifications(viewer, filter, i18n)
  const highest = Math.max(0, ...shown)
  const { unread } = await countNavigation(viewer)
  return {
    rows: await describeNotifications(standing, viewer, i18n),
    fresh: newest?.rows.filter(({ id }) => id > highest).length ?? 0,
    unread,
  }
}
