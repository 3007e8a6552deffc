import type { HttpContext } from '@adonisjs/core/http'
import { findAttachment } from '#services/files/find_attachment'
import { serveThumbnail } from '#services/files/serve_file'

export default class ThumbnailsController {
  async show(ctx: HttpContext) {
    const { ticketId, id } = ctx.params
    return serveThumbnail(ctx, await findAttachment(ticketId, id, ctx.auth.getUserOrFail()))
  }
}
