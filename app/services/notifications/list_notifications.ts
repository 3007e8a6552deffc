import type { I18n } from '@adonisjs/i18n'
import Notification from '#models/notification'
import type User from '#models/user'
import { describeNotifications } from '#services/notifications/describe_notifications'
import { kindsOf, type Group } from '#services/notifications/kinds'

/** Rows on one page. */
export const PAGE = 30

export interface NotificationFilter {
  isUnread?: boolean
  group?: Group
  /** Only older ones than this id. */
  before?: number
}

/**
 * One page of a person's notifications, newest first, in words; the same number of queries for any number of rows.
 * @returns the rows, and the id to go on from when there are more
 */
export async function listNotifications(viewer: User, filter: NotificationFilter, i18n: I18n) {
  const query = Notification.query()
    .where('user_id', viewer.id)
    .where('is_shown', true)
    .orderBy('id', 'desc')
  if (filter.isUnread) query.whereNull('read_at')
  if (filter.group) query.whereIn('kind', kindsOf(filter.group))
  if (filter.before) query.where('id', '<', filter.before)
  const found = await query.preload('actor').limit(PAGE + 1)
  const page = found.slice(0, PAGE)
  return {
    rows: await describeNotifications(page, viewer, i18n),
    older: found.length > PAGE ? page[page.length - 1].id : null,
  }
}
