import type { HttpContext } from '@adonisjs/core/http'
import { countNavigation } from '#services/notifications/count_navigation'
import { forget } from '#services/dashboard/remember'
import { viewing } from '#services/tickets/form_request'
import { listTickets } from '#services/tickets/list/list_tickets'
import { isFragment } from '#services/words/is_fragment'
import { flashToasts, type Toast } from '#services/words/flash_toast'

/**
 * Answers a change of several tickets of a list: htmx gets the list as it is now (the address asked carries its question)
 * and the sentences, everybody else is led back to it.
 */
export async function answerChosen(ctx: HttpContext, toasts: Toast[], back = '/tickets') {
  const { request, response, view } = ctx
  if (!isFragment(ctx)) {
    flashToasts(ctx, toasts)
    return response.status(303).redirect(back)
  }
  const { viewer, i18n, times } = viewing(ctx)
  forget(viewer.id)
  const list = await listTickets(request.qs(), viewer, { i18n, times })
  const counts = await countNavigation(viewer)
  response.header('cache-control', 'no-store')
  return view.render('pages/tickets/chosen', { list, counts, toasts })
}
