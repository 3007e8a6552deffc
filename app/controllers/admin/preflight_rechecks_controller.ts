import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { askRecheck } from '#services/preflight/ask_recheck'
import { flashToast } from '#services/words/flash_toast'

export default class PreflightRechecksController {
  async store(ctx: HttpContext) {
    await askRecheck(actorOf(ctx))
    flashToast(ctx, 'preflight.recheck.asked')
    return ctx.response.redirect('/admin/preflight-rules')
  }
}
