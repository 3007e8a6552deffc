import type { HttpContext } from '@adonisjs/core/http'
import { serveScreen } from '#services/files/serve_file'
import { serveToGuest } from '#services/guests/serve_to_guest'

export default class ScreensController {
  async show(ctx: HttpContext) {
    return serveToGuest(ctx, serveScreen)
  }
}
