import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { endFeed, findFeed, makeFeed } from '#services/feeds/calendar_feeds'
import { shareNavigation } from '#services/notifications/share_navigation'
import { flashToast } from '#services/words/flash_toast'
import { feedValidator } from '#validators/feeds'

export default class CalendarController {
  async show(ctx: HttpContext) {
    return feedPage(ctx)
  }

  /** The address is shown now and never again: no redirect leads past it. */
  async store(ctx: HttpContext) {
    const { scope } = await ctx.request.validateUsing(feedValidator)
    return feedPage(ctx, await makeFeed(actorOf(ctx), scope))
  }

  async destroy(ctx: HttpContext) {
    await endFeed(actorOf(ctx))
    flashToast(ctx, 'feeds.ended')
    return ctx.response.redirect('/me/calendar')
  }
}

async function feedPage(ctx: HttpContext, address: string | null = null) {
  const feed = await findFeed(ctx.auth.getUserOrFail())
  await shareNavigation(ctx)
  ctx.response.header('cache-control', 'no-store')
  return ctx.view.render('pages/me/calendar/show', { feed, address })
}
