import type { I18n } from '@adonisjs/i18n'
import Activity from '#models/activity'
import Notification from '#models/notification'
import Ticket from '#models/ticket'
import type User from '#models/user'
import {
  describeNotification,
  type Description,
} from '#services/notifications/describe_notification'
import { kindsOf, type Group } from '#services/notifications/kinds'

/** Rows on one page. */
export const PAGE = 30

export interface NotificationFilter {
  isUnread?: boolean
  group?: Group
  /** Only older ones than this id. */
  before?: number
}

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
    rows: await describeAll(page, viewer, i18n),
    older: found.length > PAGE ? page[page.length - 1].id : null,
  }
}

/** Puts notifications into words for the person they belong to. */
export async function describeAll(
  notifications: Notification[],
  viewer: User,
  i18n: I18n
): Promise<NotificationRow[]> {
  const tickets = await titlesFor(viewer, notifications)
  const notes = await notesOf(notifications)
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
          ? placeOn(ticket.id, notification.details)
          : pageOf(notification.kind),
    }
  })
}

/** The ticket, or what was made on it, at the pin that it is about. */
function placeOn(
  ticketId: number,
  details: { deliverableId?: number; pin?: number; guestId?: number } | null
): string {
  const { deliverableId, guestId, pin } = details ?? {}
  if (guestId) return `/tickets/${ticketId}/guests#guest-${guestId}`
  if (!deliverableId) return `/tickets/${ticketId}`
  const place = pin ? `?pin=${pin}#pin-${pin}` : ''
  return `/tickets/${ticketId}/deliverables/${deliverableId}${place}`
}

function pageOf(kind: string): string | null {
  return kind === 'account_waiting' ? '/admin/users' : null
}

/** Titles of those tickets that the person may still see. */
async function titlesFor(viewer: User, notifications: Notification[]) {
  const ids = present(notifications.map((notification) => notification.ticketId))
  if (ids.length === 0) return new Map<number, Ticket>()
  const tickets = await Ticket.query()
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .whereIn('tickets.id', ids)
    .select('tickets.id', 'tickets.title', 'tickets.deleted_at')
  return new Map(tickets.map((ticket) => [ticket.id, ticket]))
}

/** What people wrote with a decision or a wish; never the text of a note of the handling side. */
async function notesOf(notifications: Notification[]) {
  const ids = present(notifications.map((notification) => notification.activityId))
  if (ids.length === 0) return new Map<number, string>()
  const activities = await Activity.query()
    .whereIn('id', ids)
    .where('is_internal', false)
    .whereRaw(`details ->> 'note' is not null`)
  return new Map(activities.map((activity) => [Number(activity.id), activity.details.note]))
}

function present(ids: (number | null)[]): number[] {
  return [...new Set(ids.filter((id): id is number => id !== null))]
}
