import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import env from '#start/env'
import { countNavigation } from '#services/notifications/count_navigation'
import { timeWords } from '#services/words/time_words'
import { isFragment } from '#services/words/is_fragment'

/**
 * Finds out who looks, and gives every template what all of them need: the viewer, the words, times in the viewer's
 * zone, and (for whole pages) the counts of the navigation.
 */
export default class ViewerMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await ctx.auth.check()
    const viewer = ctx.auth.user ?? null
    const i18n = i18nManager.locale(viewer?.locale ?? 'en')
    ctx.i18n = i18n
    const zone = viewer?.timeZone ?? env.get('TIME_ZONE')
    const wantsPage = viewer && ctx.request.method() === 'GET' && !isFragment(ctx)
    ctx.view?.share({
      viewer,
      i18n,
      t: i18n.t.bind(i18n),
      times: timeWords(zone, i18n),
      theme: viewer?.theme ?? 'system',
      organisation: env.get('ORGANISATION', 'Countersign'),
      currentPath: ctx.request.url(),
      requestId: ctx.response.getHeader('x-request-id'),
      navigation: wantsPage ? await countNavigation(viewer) : { approvals: 0, unread: 0 },
    })
    return next()
  }
}
