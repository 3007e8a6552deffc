import type { HttpContext } from '@adonisjs/core/http'
import { serveThumbnail } from '#services/files/serve_file'
import { serveToGuest } from '#services/guests/serve_to_guest'

export default class ThumbnailsController {
  async show(ctx: HttpContext) {
    return serveToGuest(ctx, serveThumbnail)
  }
}
