import type { HttpContext } from '@adonisjs/core/http'
import { viewing } from '#services/tickets/form_request'
import { previewTicket } from '#services/tickets/list/preview_ticket'
import { isFragment } from '#services/words/is_fragment'

export default class PreviewsController {
  /** A ticket beside the list; who asks without htmx gets the ticket itself. */
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const ticketId = Number(ctx.params.ticketId)
    const shown = await previewTicket(ticketId, viewer, { i18n, times })
    if (!isFragment(ctx)) return ctx.response.redirect(`/tickets/${ticketId}`)
    return ctx.view.render('pages/tickets/previews/show', shown)
  }
}
