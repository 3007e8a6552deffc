import type { HttpContext } from '@adonisjs/core/http'
import { findAttachment } from '#services/files/find_attachment'
import { serveScreen } from '#services/files/serve_file'

/** A file as it fills a screen: a picture, or the first page of a PDF. */
export default class ScreensController {
  async show(ctx: HttpContext) {
    const { ticketId, id } = ctx.params
    return serveScreen(ctx, await findAttachment(ticketId, id, ctx.auth.getUserOrFail()))
  }
}
