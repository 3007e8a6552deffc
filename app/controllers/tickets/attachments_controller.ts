import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { findAttachment } from '#services/files/find_attachment'
import { removeAttachment } from '#services/files/remove_attachment'
import { serveFile } from '#services/files/serve_file'
import { flashToast } from '#services/words/flash_toast'

/** The files of a ticket; seen by whoever sees the ticket (and, on a note, the note). */
export default class AttachmentsController {
  async show(ctx: HttpContext) {
    const { ticketId, id } = ctx.params
    return serveFile(ctx, await findAttachment(ticketId, id, ctx.auth.getUserOrFail()))
  }

  async destroy(ctx: HttpContext) {
    const { params, response } = ctx
    await removeAttachment(params.ticketId, params.id, actorOf(ctx))
    flashToast(ctx, 'files.removed')
    return response.redirect(`/tickets/${params.ticketId}`, false, 303)
  }
}
