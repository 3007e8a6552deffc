import type { HttpContext } from '@adonisjs/core/http'
import { countNavigation } from '#services/notifications/count_navigation'
import { markAllRead } from '#services/notifications/mark_notifications'
import { isFragment } from '#services/words/is_fragment'
import { readingForm } from '#validators/notifications'
import { flashToast } from '#services/words/flash_toast'

export default class ReadingsController {
  /** Marks all as read, or what is about a ticket whose page is open. */
  async store(ctx: HttpContext) {
    const { auth, request, response, view } = ctx
    const viewer = auth.getUserOrFail()
    const { ticket_id: ticketId } = await request.validateUsing(readingForm)
    const count = await markAllRead(viewer, ticketId)
    if (isFragment(ctx)) {
      const navigation = await countNavigation(viewer)
      return view.render('components/navigation/counts', { counts: navigation })
    }
    if (!ticketId) {
      flashToast(ctx, 'notifications.marked_all', { count })
    }
    return response.redirect(ticketId ? `/tickets/${ticketId}` : '/notifications')
  }
}
