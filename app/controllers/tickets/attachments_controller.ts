import type { HttpContext } from '@adonisjs/core/http'
import { findAttachment } from '#services/files/find_attachment'
import { removeAttachment } from '#services/files/remove_attachment'
import { serveFile } from '#services/files/serve_file'

/** The files of a ticket; seen by whoever sees the ticket (and, on a note, the note). */
export default class AttachmentsController {
  async show(ctx: HttpContext) {
    const { ticketId, id } = ctx.params
    return serveFile(ctx, await findAttachment(ticketId, id, ctx.auth.getUserOrFail()))
  }

  async destroy({ auth, params, request, response, session, i18n }: HttpContext) {
    const by = auth.getUserOrFail()
    await removeAttachment(params.ticketId, params.id, {
      by,
      channel: 'web',
      address: request.ip(),
    })
    session.flash('toasts', [{ text: i18n.t('files.removed') }])
    return response.redirect(`/tickets/${params.ticketId}`, false, 303)
  }
}
