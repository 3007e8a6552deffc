import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { offerChat } from '#services/chat/offer_chat'
import { wantsStream } from '#services/live/wants_stream'
import { countNavigation } from '#services/notifications/count_navigation'
import { isFragment } from '#services/words/is_fragment'
import { markPages } from '#services/viewing/mark_pages'
import { viewerKey } from '#services/viewing/viewer_key'
import { viewingOf } from '#services/viewing/viewing_of'
import { shareWords } from '#services/words/share_words'

/** Finds out who looks, and shares with the templates what all of them need; whole pages also get the badges' counts. */
export default class ViewerMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await ctx.auth.check()
    const viewer = ctx.auth.user ?? null
    shareWords(ctx, viewer)
    const viewing = viewingOf(ctx)
    ctx.view.share({ viewing, viewerKey: viewerKey(ctx) })
    markPages(ctx)
    if (!viewing) offerChat(ctx)
    ctx.view.share({ toasts: ctx.session.flashMessages.get('toasts', []) })
    if (viewer && ctx.request.method() === 'GET' && !isFragment(ctx) && !wantsStream(ctx)) {
      ctx.view.share({ navigation: await countNavigation(viewer) })
    }
    return next()
  }
}
