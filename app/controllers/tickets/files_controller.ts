import type { HttpContext } from '@adonisjs/core/http'
import { showFile } from '#services/files/gallery/show_file'
import { viewing } from '#services/tickets/form_request'

/** The pages of a ticket's files: one file large, with the way to those beside it. */
export default class FilesController {
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const { ticketId, id } = ctx.params
    const page = await showFile(Number(ticketId), Number(id), viewer, { i18n, times })
    return ctx.view.render('pages/tickets/files/show', { page })
  }
}
