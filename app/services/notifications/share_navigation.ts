import type { HttpContext } from '@adonisjs/core/http'
import { countNavigation } from '#services/notifications/count_navigation'
import { isFragment } from '#services/words/is_fragment'

/** Gives a whole page that answers a form (with what was wrong in it) the badges that every page has. */
export async function shareNavigation(ctx: HttpContext): Promise<void> {
  const viewer = ctx.auth.user
  if (!viewer || isFragment(ctx) || ctx.request.method() === 'GET') return
  ctx.view.share({ navigation: await countNavigation(viewer) })
}
