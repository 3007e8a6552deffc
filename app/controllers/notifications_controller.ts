import type { HttpContext } from '@adonisjs/core/http'
import { addressWith } from '#services/lists/address_with'
import { countNavigation } from '#services/notifications/count_navigation'
import { describeNotifications } from '#services/notifications/describe_notifications'
import { listNotifications } from '#services/notifications/list_notifications'
import { refreshNotifications } from '#services/notifications/refresh_notifications'
import { GROUPS } from '#services/notifications/kinds'
import { markNotification } from '#services/notifications/mark_notifications'
import { isFragment } from '#services/words/is_fragment'
import { liveRows } from '#validators/live_rows'
import { notificationFilter, notificationMark } from '#validators/notifications'

export default class NotificationsController {
  async index(ctx: HttpContext) {
    const { auth, request, view, i18n } = ctx
    const { show, about, before } = await notificationFilter.validate(request.qs())
    const filter = { isUnread: show === 'unread', group: about, before }
    const viewer = auth.getUserOrFail()
    const address = (change: Address) => addressOf({ show, about, ...change })
    if (isFragment(ctx)) {
      const { shown = [] } = await liveRows.validate(request.qs())
      const news = await refreshNotifications(viewer, filter, shown, i18n)
      return view.render('pages/notifications/live', { ...news, address })
    }
    const page = await listNotifications(viewer, filter, i18n)
    return view.render('pages/notifications/index', {
      ...page,
      filter: { show: show ?? 'all', about, before },
      groups: GROUPS,
      address,
    })
  }

  /** Marks one as read or unread; opening marks it read and leads to what it is about. */
  async update(ctx: HttpContext) {
    const { auth, request, response, view, params, i18n } = ctx
    const viewer = auth.getUserOrFail()
    const { as } = await request.validateUsing(notificationMark)
    const notification = await markNotification(viewer, params.id, as !== 'unread')
    const [row] = await describeNotifications([notification], viewer, i18n)
    if (as === 'opened') return response.redirect(row.opens ?? '/notifications')
    if (!isFragment(ctx)) return response.redirect().back()
    return view.render('pages/notifications/marked', {
      row,
      navigation: await countNavigation(viewer),
    })
  }
}

type Address = { show?: string; about?: string; before?: number }

function addressOf({ show, ...rest }: Address): string {
  return addressWith('/notifications', { ...rest, show: show === 'unread' ? show : undefined })
}
