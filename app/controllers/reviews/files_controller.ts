import type { HttpContext } from '@adonisjs/core/http'
import { serveCleanFile } from '#services/files/serve_file'
import { serveToGuest } from '#services/guests/serve_to_guest'

export default class FilesController {
  async show(ctx: HttpContext) {
    return serveToGuest(ctx, serveCleanFile)
  }
}
