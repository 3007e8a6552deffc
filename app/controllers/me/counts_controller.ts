import type { HttpContext } from '@adonisjs/core/http'
import { countNavigation } from '#services/notifications/count_navigation'
import { isFragment } from '#services/words/is_fragment'

export default class CountsController {
  /** The badges of the navigation, for an open page that was told they may have changed. */
  async show(ctx: HttpContext) {
    if (!isFragment(ctx)) return ctx.response.redirect('/notifications')
    const counts = await countNavigation(ctx.auth.getUserOrFail())
    return ctx.view.render('pages/me/counts/show', { counts })
  }
}
