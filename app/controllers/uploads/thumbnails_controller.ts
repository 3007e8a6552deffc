import type { HttpContext } from '@adonisjs/core/http'
import { findStaged } from '#services/files/find_attachment'
import { serveThumbnail } from '#services/files/serve_file'

export default class ThumbnailsController {
  async show(ctx: HttpContext) {
    return serveThumbnail(ctx, await findStaged(ctx.params.id, ctx.auth.getUserOrFail()))
  }
}
