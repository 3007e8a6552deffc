import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { countNavigation } from '#services/notifications/count_navigation'
import { forget } from '#services/dashboard/remember'
import { viewing } from '#services/tickets/form_request'
import { loadTicketRows } from '#services/tickets/list/load_ticket_rows'
import { moveFromRow } from '#services/tickets/list/move_from_row'
import { refreshRows } from '#services/tickets/list/refresh_rows'
import { isFragment } from '#services/words/is_fragment'
import { rowMoveValidator } from '#validators/ticket_list'
import { flashToast } from '#services/words/flash_toast'

export default class RowsController {
  /** The rows of an open list that changed; who asks without htmx gets the list. */
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const refreshed = await refreshRows(ctx.request.qs(), viewer, { i18n, times })
    if (!isFragment(ctx)) return ctx.response.redirect(refreshed.address)
    return ctx.view.render('pages/tickets/rows/index', refreshed)
  }

  /** Makes a move from a row of the list; the row comes back as it is now, or the list with a sentence. */
  async update(ctx: HttpContext) {
    const { params, request, response, view } = ctx
    const { viewer, actor, i18n, times } = viewing(ctx)
    const form = await request.validateUsing(rowMoveValidator)
    const ticketId = Number(params.ticketId)
    const back = form.back ?? '/tickets'
    const toast = await moveFromRow(ticketId, { ...form, name: params.name }, actor, i18n).catch(
      (error) => {
        if (!(error instanceof Refusal) || error.status === 404) throw error
        response.status(error.status)
        return { text: error.sentence(i18n.locale), tone: 'stop', href: `/tickets/${ticketId}` }
      }
    )
    forget(viewer.id)
    if (!isFragment(ctx)) {
      flashToast(ctx, toast)
      return response.status(303).redirect(back)
    }
    const [row] = await loadTicketRows([ticketId], viewer, { i18n, times })
    const counts = await countNavigation(viewer)
    return view.render('pages/tickets/rows/update', { row, counts, toast, back, view: form.view })
  }
}
