import type { HttpContext } from '@adonisjs/core/http'
import { viewing } from '#services/tickets/form_request'
import { showPaper } from '#services/tickets/show_paper'

export default class PaperController {
  /** A ticket with all its talk and its whole history, to be printed or put into a file. */
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const paper = await showPaper(Number(ctx.params.ticketId), viewer, { i18n, times })
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/tickets/paper/show', paper)
  }
}
